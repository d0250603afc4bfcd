// libcsv (Debian: libcsv-dev) has no pkg-config file; the module map names its library.
#include <csv.h>
