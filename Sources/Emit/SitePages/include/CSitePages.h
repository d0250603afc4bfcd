#ifndef CSITEPAGES_H
#define CSITEPAGES_H

#include <stddef.h>

/// A file of the lookup site that is the same for every build.
struct site_page {
  /// Its path in the site's folder.
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// Every one of them.
extern const struct site_page *const site_pages;
extern const size_t site_page_count;

#endif
