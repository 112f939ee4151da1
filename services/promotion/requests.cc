#include "services/promotion/requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "money/fen.h"
#include "runtime/acts.h"

namespace debut::promotion {

using money::Fen;
using runtime::ActDate;
using runtime::FieldErrors;
using runtime::NewId;

namespace {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

// Zero is "not said".
Fen ReadAmount(std::string_view field, std::int64_t fen, FieldErrors& errors) {
  return Fen(errors.InRange(field, fen, 0, money::kAmountMax.count));
}

void CheckRegion(std::string_view field, const std::string& code, FieldErrors& errors) {
  const bool is_code = code.size() == 6 && code.substr(0, 2) != "00" &&
                       std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
  errors.Require(is_code, field, "should be six digits of GB/T 2260, such as 110108");
}

std::set<std::string> ReadProductIds(const Texts& ids, FieldErrors& errors) {
  errors.Count("product_ids", ids.size(), kProductsMax);
  std::set<std::string> read;
  for (int i = 0; i < std::min(ids.size(), kProductsMax); ++i) {
    const std::string field = fmt::format("product_ids[{}]", i);
    const bool is_new = read.insert(errors.Id(field, ids[i])).second;
    errors.Require(is_new || ids[i].empty(), field, "stands in the list before");
  }
  return read;
}

// Named values of an enum, each once: `count_max` is the number of them.
template <typename E>
std::set<E> ReadEnums(std::string_view name, const google::protobuf::RepeatedField<int>& values,
                      FieldErrors& errors) {
  std::set<E> read;
  const int named = google::protobuf::GetEnumDescriptor<E>()->value_count() - 1;
  errors.Require(values.size() <= named, name,
                 fmt::format("has {} elements, {} at most", values.size(), named));
  for (int i = 0; i < std::min(values.size(), named); ++i) {
    const std::string field = fmt::format("{}[{}]", name, i);
    const E value = errors.EnumSet(field, static_cast<E>(values[i]));
    errors.Require(read.insert(value).second, field, "stands in the list before");
  }
  return read;
}

Wanted ReadWanted(const v1::WantedProperties& request, FieldErrors& errors) {
  Wanted wanted;
  errors.Require(!request.fields().empty(), "wanted.fields", "needs at least one element");
  wanted.fields = ReadEnums<certification::v1::Field>("wanted.fields", request.fields(), errors);
  wanted.types = ReadEnums<certification::v1::ProductType>("wanted.types", request.types(), errors);
  wanted.level = request.level();
  if (wanted.level != certification::v1::LEVEL_UNSPECIFIED) {
    errors.EnumSet("wanted.level", wanted.level);
  }
  errors.Require(request.keywords_size() <= kKeywordsMax, "wanted.keywords",
                 fmt::format("has {} elements, {} at most", request.keywords_size(), kKeywordsMax));
  for (int i = 0; i < std::min(request.keywords_size(), kKeywordsMax); ++i) {
    wanted.keywords.push_back(errors.Text(fmt::format("wanted.keywords[{}]", i),
                                          request.keywords(i), kKeywordCharactersMax));
  }
  wanted.region_code = request.region_code();
  if (!wanted.region_code.empty()) {
    CheckRegion("wanted.region_code", wanted.region_code, errors);
  }
  return wanted;
}

std::vector<MediaLink> ReadMediaLinks(
    const google::protobuf::RepeatedPtrField<v1::MediaLink>& links, FieldErrors& errors) {
  errors.Require(links.size() <= kMediaLinksMax, "media_links",
                 fmt::format("has {} elements, {} at most", links.size(), kMediaLinksMax));
  std::vector<MediaLink> read;
  for (int i = 0; i < std::min(links.size(), kMediaLinksMax); ++i) {
    const std::string path = fmt::format("media_links[{}].", i);
    const std::string& url = links[i].url();
    errors.Text(path + "url", url, kUrlCharactersMax);
    errors.Require(url.empty() || url.starts_with("https://"), path + "url",
                   "should begin with https://");
    read.push_back({errors.EnumSet(path + "kind", links[i].kind()), url,
                    errors.OptionalText(path + "title", links[i].title())});
  }
  return read;
}

}  // namespace

PublishDemand Read(const v1::PublishDemandRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  PublishDemand command;
  command.demand_id = NewId(errors, "demand_id", request.demand_id(), "D", request.request_id());
  command.party_id = errors.Id("party_id", request.party_id());
  command.kind = errors.EnumSet("kind", request.kind());
  command.project_name = errors.Text("project_name", request.project_name());
  command.description = errors.Text("description", request.description(), kTextCharactersMax);
  command.wanted = ReadWanted(request.wanted(), errors);
  command.budget = ReadAmount("budget_fen", request.budget_fen(), errors);
  command.published_date = ActDate(errors, "published_date", request.published_date(), clock);
  command.closes_date = errors.Date("closes_date", request.closes_date());
  errors.Require(request.closes_date().empty() || command.closes_date >= command.published_date,
                 "closes_date", "lies before published_date");
  return command;
}

CloseDemand Read(const v1::CloseDemandRequest& request, FieldErrors& errors,
                 const base::Clock& clock) {
  return {errors.Id("demand_id", request.demand_id()),
          ActDate(errors, "closed_date", request.closed_date(), clock),
          errors.Text("grounds", request.grounds())};
}

WithdrawDemand Read(const v1::WithdrawDemandRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  return {errors.Id("demand_id", request.demand_id()),
          ActDate(errors, "withdrawn_date", request.withdrawn_date(), clock),
          errors.Text("grounds", request.grounds())};
}

OfferProduct Read(const v1::OfferProductRequest& request, FieldErrors& errors,
                  const base::Clock& clock) {
  OfferProduct command;
  command.offer_id = NewId(errors, "offer_id", request.offer_id(), "OF", request.request_id());
  command.demand_id = errors.Id("demand_id", request.demand_id());
  command.product_id = errors.Id("product_id", request.product_id());
  command.price = ReadAmount("price_fen", request.price_fen(), errors);
  command.offered_date = ActDate(errors, "offered_date", request.offered_date(), clock);
  command.text = errors.OptionalText("text", request.text(), kTextCharactersMax);
  return command;
}

WithdrawOffer Read(const v1::WithdrawOfferRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  return {errors.Id("offer_id", request.offer_id()), errors.Id("demand_id", request.demand_id()),
          ActDate(errors, "withdrawn_date", request.withdrawn_date(), clock),
          errors.Text("grounds", request.grounds())};
}

PublishMatchList Read(const v1::PublishMatchListRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  PublishMatchList command;
  command.match_list_id =
      NewId(errors, "match_list_id", request.match_list_id(), "ML", request.request_id());
  command.demand_id = errors.Id("demand_id", request.demand_id());
  command.published_date = ActDate(errors, "published_date", request.published_date(), clock);
  return command;
}

PublishMatchList Read(const v1::RankProductsRequest& request, FieldErrors& errors,
                      const base::Clock& clock) {
  PublishMatchList command;
  command.match_list_id = "(none)";
  command.demand_id = errors.Id("demand_id", request.demand_id());
  command.published_date = ActDate(errors, "as_of_date", request.as_of_date(), clock);
  return command;
}

HoldMeeting Read(const v1::HoldMeetingRequest& request, FieldErrors& errors,
                 const base::Clock& clock) {
  HoldMeeting command;
  command.meeting_id =
      NewId(errors, "meeting_id", request.meeting_id(), "ME", request.request_id());
  command.demand_id = errors.Id("demand_id", request.demand_id());
  command.product_ids = ReadProductIds(request.product_ids(), errors);
  command.held_date = ActDate(errors, "held_date", request.held_date(), clock);
  command.place = errors.Text("place", request.place());
  command.document = errors.Text("document", request.document());
  return command;
}

HoldLaunch Read(const v1::HoldLaunchRequest& request, FieldErrors& errors,
                const base::Clock& clock) {
  return {NewId(errors, "launch_id", request.launch_id(), "LA", request.request_id()),
          errors.Id("product_id", request.product_id()),
          ActDate(errors, "held_date", request.held_date(), clock),
          errors.Text("title", request.title()),
          errors.Text("place", request.place()),
          errors.Text("document", request.document())};
}

SignCooperation Read(const v1::SignCooperationRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  SignCooperation command;
  command.cooperation_id =
      NewId(errors, "cooperation_id", request.cooperation_id(), "CO", request.request_id());
  command.partner_id = errors.Id("partner_id", request.partner_id());
  command.region_code = request.region_code();
  CheckRegion("region_code", request.region_code(), errors);
  command.title = errors.Text("title", request.title());
  command.signed_date = ActDate(errors, "signed_date", request.signed_date(), clock);
  command.ends_date = errors.OptionalDate("ends_date", request.ends_date());
  errors.Require(!command.ends_date.has_value() || *command.ends_date >= command.signed_date,
                 "ends_date", "lies before signed_date");
  command.document = errors.Text("document", request.document());
  return command;
}

EndCooperation Read(const v1::EndCooperationRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  return {errors.Id("cooperation_id", request.cooperation_id()),
          ActDate(errors, "ended_date", request.ended_date(), clock),
          errors.Text("grounds", request.grounds())};
}

HoldActivity Read(const v1::HoldActivityRequest& request, FieldErrors& errors,
                  const base::Clock& clock) {
  HoldActivity command;
  command.activity_id =
      NewId(errors, "activity_id", request.activity_id(), "AC", request.request_id());
  command.cooperation_id = errors.Id("cooperation_id", request.cooperation_id());
  command.title = errors.Text("title", request.title());
  command.held_date = ActDate(errors, "held_date", request.held_date(), clock);
  command.place = errors.Text("place", request.place());
  command.product_ids = ReadProductIds(request.product_ids(), errors);
  command.document = errors.Text("document", request.document());
  return command;
}

RecordExhibitPage Read(const v1::RecordExhibitPageRequest& request, FieldErrors& errors,
                       const base::Clock& clock) {
  RecordExhibitPage command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.page.title = errors.Text("title", request.title());
  command.page.text = errors.Text("text", request.text(), kTextCharactersMax);
  command.page.media_links = ReadMediaLinks(request.media_links(), errors);
  command.page.recorded_date = ActDate(errors, "recorded_date", request.recorded_date(), clock);
  return command;
}

RecordOutcome Read(const v1::RecordOutcomeRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  RecordOutcome command;
  command.outcome_id =
      NewId(errors, "outcome_id", request.outcome_id(), "OC", request.request_id());
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.product_id = errors.Id("product_id", request.product_id());
  command.recorded_date = ActDate(errors, "recorded_date", request.recorded_date(), clock);
  switch (request.origin_case()) {
    case v1::RecordOutcomeRequest::kDemandId:
      command.origin.demand_id = errors.Id("demand_id", request.demand_id());
      break;
    case v1::RecordOutcomeRequest::kLaunchId:
      command.origin.launch_id = errors.Id("launch_id", request.launch_id());
      break;
    case v1::RecordOutcomeRequest::kActivityId:
      command.origin.activity_id = errors.Id("activity_id", request.activity_id());
      break;
    case v1::RecordOutcomeRequest::ORIGIN_NOT_SET:
      errors.Add("origin", "is missing: say demand_id, launch_id or activity_id");
  }
  return command;
}

WithdrawOutcome Read(const v1::WithdrawOutcomeRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {errors.Id("outcome_id", request.outcome_id()),
          ActDate(errors, "withdrawn_date", request.withdrawn_date(), clock),
          errors.Text("grounds", request.grounds())};
}

}  // namespace debut::promotion
