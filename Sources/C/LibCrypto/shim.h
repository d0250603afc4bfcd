// libcrypto (Debian: libssl-dev): SHA-256.
#include <openssl/evp.h>
