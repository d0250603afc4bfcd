// The files of the lookup site, as they stand in the folder site: C puts a file into a program as it is, and the
// build notices when one changes.

#include "CSitePages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char address_js[] = {
#embed "site/address.js"
};
static const unsigned char app_js[] = {
#embed "site/app.js"
};
static const unsigned char axes_js[] = {
#embed "site/axes.js"
};
static const unsigned char below_js[] = {
#embed "site/below.js"
};
static const unsigned char classification_js[] = {
#embed "site/classification.js"
};
static const unsigned char code_page_js[] = {
#embed "site/code-page.js"
};
static const unsigned char companions_js[] = {
#embed "site/companions.js"
};
static const unsigned char copy_js[] = {
#embed "site/copy.js"
};
static const unsigned char data_js[] = {
#embed "site/data.js"
};
static const unsigned char dom_js[] = {
#embed "site/dom.js"
};
static const unsigned char facts_js[] = {
#embed "site/facts.js"
};
static const unsigned char family_js[] = {
#embed "site/family.js"
};
static const unsigned char icon_svg[] = {
#embed "site/icon.svg"
};
static const unsigned char index_html[] = {
#embed "site/index.html"
};
static const unsigned char notes_js[] = {
#embed "site/notes.js"
};
static const unsigned char pages_js[] = {
#embed "site/pages.js"
};
static const unsigned char places_js[] = {
#embed "site/places.js"
};
static const unsigned char references_js[] = {
#embed "site/references.js"
};
static const unsigned char results_page_js[] = {
#embed "site/results-page.js"
};
static const unsigned char search_answer_js[] = {
#embed "site/search-answer.js"
};
static const unsigned char search_box_js[] = {
#embed "site/search-box.js"
};
static const unsigned char search_filter_js[] = {
#embed "site/search-filter.js"
};
static const unsigned char search_index_js[] = {
#embed "site/search-index.js"
};
static const unsigned char search_query_js[] = {
#embed "site/search-query.js"
};
static const unsigned char search_ranking_js[] = {
#embed "site/search-ranking.js"
};
static const unsigned char search_results_js[] = {
#embed "site/search-results.js"
};
static const unsigned char search_texts_js[] = {
#embed "site/search-texts.js"
};
static const unsigned char search_words_js[] = {
#embed "site/search-words.js"
};
static const unsigned char search_worker_js[] = {
#embed "site/search-worker.js"
};
static const unsigned char search_js[] = {
#embed "site/search.js"
};
static const unsigned char standing_js[] = {
#embed "site/standing.js"
};
static const unsigned char style_css[] = {
#embed "site/style.css"
};
static const unsigned char tables_js[] = {
#embed "site/tables.js"
};
static const unsigned char title_js[] = {
#embed "site/title.js"
};
static const unsigned char typed_code_js[] = {
#embed "site/typed-code.js"
};

static const struct site_page pages[] = {
  {"address.js", address_js, sizeof address_js},
  {"app.js", app_js, sizeof app_js},
  {"axes.js", axes_js, sizeof axes_js},
  {"below.js", below_js, sizeof below_js},
  {"classification.js", classification_js, sizeof classification_js},
  {"code-page.js", code_page_js, sizeof code_page_js},
  {"companions.js", companions_js, sizeof companions_js},
  {"copy.js", copy_js, sizeof copy_js},
  {"data.js", data_js, sizeof data_js},
  {"dom.js", dom_js, sizeof dom_js},
  {"facts.js", facts_js, sizeof facts_js},
  {"family.js", family_js, sizeof family_js},
  {"icon.svg", icon_svg, sizeof icon_svg},
  {"index.html", index_html, sizeof index_html},
  {"notes.js", notes_js, sizeof notes_js},
  {"pages.js", pages_js, sizeof pages_js},
  {"places.js", places_js, sizeof places_js},
  {"references.js", references_js, sizeof references_js},
  {"results-page.js", results_page_js, sizeof results_page_js},
  {"search-answer.js", search_answer_js, sizeof search_answer_js},
  {"search-box.js", search_box_js, sizeof search_box_js},
  {"search-filter.js", search_filter_js, sizeof search_filter_js},
  {"search-index.js", search_index_js, sizeof search_index_js},
  {"search-query.js", search_query_js, sizeof search_query_js},
  {"search-ranking.js", search_ranking_js, sizeof search_ranking_js},
  {"search-results.js", search_results_js, sizeof search_results_js},
  {"search-texts.js", search_texts_js, sizeof search_texts_js},
  {"search-words.js", search_words_js, sizeof search_words_js},
  {"search-worker.js", search_worker_js, sizeof search_worker_js},
  {"search.js", search_js, sizeof search_js},
  {"standing.js", standing_js, sizeof standing_js},
  {"style.css", style_css, sizeof style_css},
  {"tables.js", tables_js, sizeof tables_js},
  {"title.js", title_js, sizeof title_js},
  {"typed-code.js", typed_code_js, sizeof typed_code_js},
};
const struct site_page *const site_pages = pages;
const size_t site_page_count = sizeof pages / sizeof pages[0];
