// Calls of Linux that Swift's Glibc module leaves out.

/// Swaps two files or folders in one step when `flags` is RENAME_EXCHANGE: see renameat2(2).
int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
#define RENAME_EXCHANGE 2

/// Writes everything of a file system to its device: see syncfs(2).
int syncfs(int file);

/// Sets how the C library gives out memory: see mallopt(3).
int mallopt(int parameter, int value);
#define M_MMAP_THRESHOLD -3
#define M_ARENA_MAX -8

/// Gives memory that is free back to the system: see malloc_trim(3).
int malloc_trim(unsigned long padding);
