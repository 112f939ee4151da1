#include "domain/standards/standard_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::standards {

using decision::On;
using decision::RecordedDate;
using eventstore::SequencedEvent;

eventstore::Query StandardFile::Selects() const {
  if (standard_id.empty()) return {};
  return {
      {{.types = decision::TypesOf<v1::StandardProposed, v1::StandardApproved, v1::DrafterNamed,
                                   v1::DrafterRemoved, v1::StandardDrafted, v1::StandardPublished,
                                   v1::StandardRevised, v1::StandardWithdrawn, v1::ProductCovered,
                                   v1::StandardPromoted>(),
        .tags = {decision::Tag("standard", standard_id)}}}};
}

void StandardFile::Apply(const SequencedEvent& event) {
  ApplyProject(event);
  ApplyDrafters(event);
  ApplyNumbers(event);
}

void StandardFile::ApplyProject(const SequencedEvent& event) {
  On<v1::StandardProposed>(event, [&](const v1::StandardProposed& fact) {
    state = v1::STANDARD_STATE_PROPOSED;
    title = fact.title();
    tier = fact.tier();
    proposer_id = fact.proposer_id();
    series_id = fact.series_id();
    product_ids = {fact.product_ids().begin(), fact.product_ids().end()};
    proposed_date = last_date = RecordedDate(fact.proposed_date());
    credit_positions.push_back(event.position);
  });
  On<v1::StandardApproved>(event, [&](const v1::StandardApproved& fact) {
    state = v1::STANDARD_STATE_APPROVED;
    plan_number = fact.plan_number();
    last_date = RecordedDate(fact.approved_date());
  });
  On<v1::StandardDrafted>(event, [&](const v1::StandardDrafted& fact) {
    state = v1::STANDARD_STATE_DRAFTED;
    last_date = RecordedDate(fact.drafted_date());
  });
  On<v1::StandardWithdrawn>(event, [&](const v1::StandardWithdrawn& fact) {
    state = v1::STANDARD_STATE_WITHDRAWN;
    last_date = RecordedDate(fact.withdrawn_date());
  });
  On<v1::ProductCovered>(event, [&](const auto& fact) { product_ids.insert(fact.product_id()); });
}

void StandardFile::ApplyDrafters(const SequencedEvent& event) {
  On<v1::DrafterNamed>(event, [&](const v1::DrafterNamed& fact) {
    drafters[fact.enterprise_id()] = {fact.role(), fact.rank()};
    credit_positions.push_back(event.position);
  });
  On<v1::DrafterRemoved>(event, [&](const v1::DrafterRemoved& fact) {
    drafters.erase(fact.enterprise_id());
    credit_positions.push_back(event.position);
  });
}

void StandardFile::ApplyNumbers(const SequencedEvent& event) {
  On<v1::StandardPublished>(event, [&](const v1::StandardPublished& fact) {
    state = v1::STANDARD_STATE_PUBLISHED;
    numbers.push_back(fact.number());
    number_key = fact.number_key();
    published_date = last_date = RecordedDate(fact.published_date());
    credit_positions.push_back(event.position);
  });
  On<v1::StandardRevised>(event, [&](const v1::StandardRevised& fact) {
    numbers.push_back(fact.number());
    last_date = RecordedDate(fact.revised_date());
  });
  On<v1::StandardPromoted>(event, [&](const v1::StandardPromoted& fact) {
    activities[fact.activity_id()] = {.organiser_id = fact.organiser_id(),
                                      .held_date = RecordedDate(fact.held_date()),
                                      .place = fact.place(),
                                      .participants_count = fact.participants_count(),
                                      .document = fact.document()};
  });
}

}  // namespace debut::standards
