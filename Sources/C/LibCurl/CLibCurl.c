#include "CLibCurl.h"

#include <dlfcn.h>
#include <stddef.h>

/// The functions of libcurl that are used.
static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  CURLcode (*easy_perform)(CURL *);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(CURLcode);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
} curl;

const char *libcurl_load(void) {
  static int is_loaded = 0;
  if (is_loaded) return NULL;
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return dlerror();
  if ((curl.global_init = dlsym(library, "curl_global_init")) == NULL ||
      (curl.easy_init = dlsym(library, "curl_easy_init")) == NULL ||
      (curl.easy_perform = dlsym(library, "curl_easy_perform")) == NULL ||
      (curl.easy_cleanup = dlsym(library, "curl_easy_cleanup")) == NULL ||
      (curl.easy_strerror = dlsym(library, "curl_easy_strerror")) == NULL ||
      (curl.easy_setopt = dlsym(library, "curl_easy_setopt")) == NULL ||
      (curl.easy_getinfo = dlsym(library, "curl_easy_getinfo")) == NULL) {
    return dlerror();
  }
  CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) return curl.easy_strerror(code);
  is_loaded = 1;
  return NULL;
}

CURL *libcurl_easy_init(void) { return curl.easy_init(); }

CURLcode libcurl_easy_perform(CURL *transfer) { return curl.easy_perform(transfer); }

void libcurl_easy_cleanup(CURL *transfer) { curl.easy_cleanup(transfer); }

const char *libcurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode libcurl_set_number(CURL *transfer, CURLoption option, long value) {
  return curl.easy_setopt(transfer, option, value);
}

CURLcode libcurl_set_text(CURL *transfer, CURLoption option, const char *value) {
  return curl.easy_setopt(transfer, option, value);
}

CURLcode libcurl_set_pointer(CURL *transfer, CURLoption option, void *value) {
  return curl.easy_setopt(transfer, option, value);
}

CURLcode libcurl_set_writer(CURL *transfer, curl_write_callback writer, void *context) {
  CURLcode code = curl.easy_setopt(transfer, CURLOPT_WRITEFUNCTION, writer);
  return code == CURLE_OK ? curl.easy_setopt(transfer, CURLOPT_WRITEDATA, context) : code;
}

CURLcode libcurl_get_number(CURL *transfer, CURLINFO info, long *value) {
  return curl.easy_getinfo(transfer, info, value);
}

CURLcode libcurl_get_size(CURL *transfer, CURLINFO info, curl_off_t *value) {
  return curl.easy_getinfo(transfer, info, value);
}
