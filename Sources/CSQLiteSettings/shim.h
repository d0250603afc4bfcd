// A setting of SQLite that Swift cannot make itself, because sqlite3_config takes varying arguments.
#include <sqlite3.h>

/// Stops SQLite from counting the memory it uses, behind one lock for all threads: two databases written at
/// a time wait for each other there. To be called before the first database is opened; later it does nothing.
static inline void stop_counting_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
