// libxml2 (Debian: libxml2-dev): XML, handed over element by element.
#include <libxml/xmlversion.h>
// Debian's libxml2 converts encodings by ICU, whose headers are others than those of Swift's Foundation. Nothing
// that is used here is declared with them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
