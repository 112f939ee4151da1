#include "domain/promotion/record_exhibit_page.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/promotion/reasons.h"

namespace debut::promotion {

std::tuple<certification::ProductFile, ExhibitPages> RecordExhibitPage::Reads() const {
  return {certification::ProductFile{product_id}, ExhibitPages{product_id}};
}

decision::Decision RecordExhibitPage::Decide(const certification::ProductFile& product,
                                             const ExhibitPages& pages) const {
  if (!product.submitted) {
    return decision::RejectNotFound(kProductUnknown,
                                    fmt::format("no product {} was submitted", product_id),
                                    {{"product_id", product_id}});
  }
  if (const ExhibitPage* shown = pages.PageOn(product_id, page.recorded_date)) {
    ExhibitPage same = page;
    same.recorded_date = shown->recorded_date;
    if (*shown == same) return decision::Nothing();
  }

  v1::ExhibitPageRecorded fact;
  fact.set_product_id(product_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_title(page.title);
  fact.set_text(page.text);
  for (const MediaLink& link : page.media_links) {
    v1::MediaLink& added = *fact.add_media_links();
    added.set_kind(link.kind);
    added.set_url(link.url);
    added.set_title(link.title);
  }
  fact.set_recorded_date(calendar::FormatDate(page.recorded_date));
  return decision::Record(fact);
}

}  // namespace debut::promotion
