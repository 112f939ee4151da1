#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/promotion/exhibit_pages.h"

namespace debut::promotion {

// A product gets its page in the cloud exhibition hall, or another one. It may be written before
// the product is listed: whether it is shown follows from the catalogue.
struct RecordExhibitPage {
  std::string product_id;
  ExhibitPage page;

  std::tuple<certification::ProductFile, ExhibitPages> Reads() const;
  // Nothing if the page says this already.
  decision::Decision Decide(const certification::ProductFile& product,
                            const ExhibitPages& pages) const;
};

static_assert(decision::Command<RecordExhibitPage>);

}  // namespace debut::promotion
