// Has calls of the C library fail as on file systems that this machine does not have (LD_PRELOAD).
//
//     FAULTS=renameat2:22::0,rename:13:/csv:2
//
// Each fault: the call, its errno, how one of its paths ends, and which of these calls fails: 2 the second,
// -2 all from the second on, 0 all. Calls on files have no path; an interruption (errno 4) hits every other one.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int counts[32];

static int ends_in(const char *path, const char *end) {
  size_t length = path ? strlen(path) : 0, of_end = strlen(end);
  return length >= of_end && strcmp(path + length - of_end, end) == 0;
}

static int fails(const char *call, const char *one, const char *other) {
  const char *fault = getenv("FAULTS");
  for (int place = 0; fault && place < 32; place++) {
    char name[32], end[64] = "";
    int code = 0, which = 0;
    if (sscanf(fault, "%31[^:]:%d::%d", name, &code, &which) != 3)
      sscanf(fault, "%31[^:]:%d:%63[^:]:%d", name, &code, end, &which);
    if (strcmp(name, call) == 0 && (ends_in(one, end) || ends_in(other, end))) {
      int count = __atomic_add_fetch(&counts[place], 1, __ATOMIC_SEQ_CST);
      int hit = which == 0 || count == which || (which < 0 && count >= -which);
      if (code == EINTR) hit = count % 2;
      if (hit) {
        errno = code;
        return 1;
      }
    }
    fault = strchr(fault, ',');
    if (fault) fault++;
  }
  return 0;
}

static int is(int file, mode_t kind) {
  struct stat status;
  return fstat(file, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *from, const char *to) {
  return fails("rename", from, to) ? -1 : NEXT(rename)(from, to);
}

int renameat2(int one, const char *from, int other, const char *to, unsigned int flags) {
  return fails("renameat2", from, to) ? -1 : NEXT(renameat2)(one, from, other, to, flags);
}

int link(const char *from, const char *to) { return fails("link", from, to) ? -1 : NEXT(link)(from, to); }

// Only folders: those that a file system over a network does not lock.
int flock(int file, int operation) {
  return is(file, S_IFDIR) && fails("flock", "", "") ? -1 : NEXT(flock)(file, operation);
}

int syncfs(int file) { return fails("syncfs", "", "") ? -1 : NEXT(syncfs)(file); }

int fsync(int file) { return fails("fsync", "", "") ? -1 : NEXT(fsync)(file); }

ssize_t read(int file, void *bytes, size_t count) {
  return is(file, S_IFREG) && fails("read", "", "") ? -1 : NEXT(read)(file, bytes, count);
}

ssize_t write(int file, const void *bytes, size_t count) {
  return is(file, S_IFREG) && fails("write", "", "") ? -1 : NEXT(write)(file, bytes, count);
}
