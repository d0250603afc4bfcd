// libarchive (Debian: libarchive-dev): members of zips, streamed.
#include <archive.h>
#include <archive_entry.h>
