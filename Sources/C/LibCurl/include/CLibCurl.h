// libcurl (Debian: libcurl4-openssl-dev), loaded when it is first needed: linked, it would bring some thirty
// libraries along, and every command would start six milliseconds later.

#ifndef CLIBCURL_H
#define CLIBCURL_H

#include <curl/curl.h>

/// Loads libcurl, unless that was done before. Nothing else here may be called until it succeeded.
///
/// Returns NULL, or why it cannot be loaded.
const char *libcurl_load(void);

CURL *libcurl_easy_init(void);
CURLcode libcurl_easy_perform(CURL *transfer);
void libcurl_easy_cleanup(CURL *transfer);
const char *libcurl_easy_strerror(CURLcode code);

// curl_easy_setopt and curl_easy_getinfo take anything; Swift calls only functions that say what they take.

CURLcode libcurl_set_number(CURL *transfer, CURLoption option, long value);
CURLcode libcurl_set_text(CURL *transfer, CURLoption option, const char *value);
CURLcode libcurl_set_pointer(CURL *transfer, CURLoption option, void *value);
CURLcode libcurl_set_writer(CURL *transfer, curl_write_callback writer, void *context);
CURLcode libcurl_get_number(CURL *transfer, CURLINFO info, long *value);
CURLcode libcurl_get_size(CURL *transfer, CURLINFO info, curl_off_t *value);

#endif
