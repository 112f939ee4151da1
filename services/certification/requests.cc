#include "services/certification/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "calendar/date.h"
#include "runtime/acts.h"

namespace debut::certification {

using runtime::ActDate;
using runtime::FieldErrors;
using runtime::NewId;

namespace {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

// May be empty: whether rights are needed is the domain's business.
std::vector<std::string> ReadIpRights(const Texts& rights, FieldErrors& errors) {
  errors.Require(rights.size() <= kIpRightsMax, "ip_rights",
                 fmt::format("has {} elements, {} at most", rights.size(), kIpRightsMax));
  std::vector<std::string> read;
  for (int i = 0; i < std::min(rights.size(), kIpRightsMax); ++i) {
    read.push_back(errors.Text(fmt::format("ip_rights[{}]", i), rights[i]));
  }
  return read;
}

std::set<std::string> ReadProductIds(const Texts& ids, FieldErrors& errors) {
  errors.Count("product_ids", ids.size(), kEditionProductsMax);
  std::set<std::string> read;
  for (int i = 0; i < std::min(ids.size(), kEditionProductsMax); ++i) {
    const std::string field = fmt::format("product_ids[{}]", i);
    const bool is_new = read.insert(errors.Id(field, ids[i])).second;
    errors.Require(is_new || ids[i].empty(), field, "stands in the list before");
  }
  return read;
}

// Products that leave, with the grounds: none of those that are listed.
std::map<std::string, std::string> ReadRemovals(const v1::PublishCatalogueEditionRequest& request,
                                                const std::set<std::string>& listed_ids,
                                                FieldErrors& errors) {
  const int room = std::max(0, kEditionProductsMax - request.product_ids_size());
  errors.Require(
      request.removals_size() <= room, "removals",
      fmt::format("has {} elements, {} at most beside product_ids", request.removals_size(), room));
  std::map<std::string, std::string> read;
  for (int i = 0; i < std::min(request.removals_size(), room); ++i) {
    const std::string field = fmt::format("removals[{}].product_id", i);
    const std::string id = errors.Id(field, request.removals(i).product_id());
    const std::string grounds =
        errors.Text(fmt::format("removals[{}].grounds", i), request.removals(i).grounds());
    errors.Require(!listed_ids.contains(id) || id.empty(), field, "is listed by this edition");
    errors.Require(read.emplace(id, grounds).second || id.empty(), field,
                   "stands in the list before");
  }
  return read;
}

std::string ReadEdition(std::string_view field, std::uint32_t year, FieldErrors& errors) {
  errors.InRange(field, year, kEditionYearMin, calendar::kYearMax);
  return std::to_string(year);
}

}  // namespace

SubmitProduct Read(const v1::SubmitProductRequest& request, const Asking& asking,
                   FieldErrors& errors) {
  SubmitProduct command;
  command.product_id = NewId(errors, "product_id", request.product_id(), "P", request.request_id());
  command.maker = registry::Party(errors.Id("enterprise_id", request.enterprise_id()));
  command.name = errors.Text("name", request.name());
  command.type = errors.EnumSet("type", request.type());
  command.field = errors.EnumSet("field", request.field());
  command.claimed_level = errors.EnumSet("claimed_level", request.claimed_level());
  command.research_completed_date =
      errors.Date("research_completed_date", request.research_completed_date());
  command.accepted_date = ActDate(errors, "accepted_date", request.accepted_date(), asking.clock);
  command.has_market_record = request.has_market_record();
  command.ip_rights = ReadIpRights(request.ip_rights(), errors);
  if (!request.previous_product_id().empty()) {
    command.previous_product_id = errors.Id("previous_product_id", request.previous_product_id());
    errors.Require(command.previous_product_id != command.product_id, "previous_product_id",
                   "is the product itself");
  }
  command.what_is_new =
      errors.OptionalText("what_is_new", request.what_is_new(), kOpinionCharactersMax);
  errors.Require(request.what_is_new().empty() || !request.previous_product_id().empty(),
                 "what_is_new", "is for new versions: say previous_product_id, too");
  return command;
}

FileTestReport Read(const v1::FileTestReportRequest& request, const Asking& asking,
                    FieldErrors& errors) {
  FileTestReport command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.report_number = errors.Text("report_number", request.report_number());
  command.report.laboratory_id = errors.Id("laboratory_id", request.laboratory_id());
  command.laboratory = registry::Party(command.report.laboratory_id);
  command.report.issued_date = ActDate(errors, "issued_date", request.issued_date(), asking.clock);
  command.report.passed = request.passed();
  return command;
}

AssignExpert Read(const v1::AssignExpertRequest& request, const Asking& asking,
                  FieldErrors& errors) {
  AssignExpert command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.expert_id = errors.Id("expert_id", request.expert_id());
  if (!request.employer_id().empty()) {
    command.employer = registry::Party(errors.Id("employer_id", request.employer_id()));
  }
  command.assigned_date = ActDate(errors, "assigned_date", request.assigned_date(), asking.clock);
  return command;
}

RecuseExpert Read(const v1::RecuseExpertRequest& request, const Asking&, FieldErrors& errors) {
  return {errors.Id("product_id", request.product_id()),
          errors.Id("expert_id", request.expert_id()), errors.Text("reason", request.reason())};
}

SubmitExpertScore Read(const v1::SubmitExpertScoreRequest& request, const Asking& asking,
                       FieldErrors& errors) {
  SubmitExpertScore command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.expert_id = errors.Id("expert_id", request.expert_id());
  errors.InRange("score", request.score(), 0, 100);
  command.score.score = request.score();
  // Unspecified is a finding, too: not first-created.
  if (request.level() != v1::LEVEL_UNSPECIFIED) errors.EnumSet("level", request.level());
  command.score.level = request.level();
  command.score.opinion = errors.OptionalText("opinion", request.opinion(), kOpinionCharactersMax);
  command.score.is_new = request.is_new();
  command.by = asking.caller.principal;
  return command;
}

CertifyProduct Read(const v1::CertifyProductRequest& request, const Asking& asking,
                    FieldErrors& errors) {
  CertifyProduct command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.level = errors.EnumSet("level", request.level());
  command.certificate_number = errors.Text("certificate_number", request.certificate_number(),
                                           kCertificateNumberCharactersMax);
  command.certified_date =
      ActDate(errors, "certified_date", request.certified_date(), asking.clock);
  command.what_is_new =
      errors.OptionalText("what_is_new", request.what_is_new(), kOpinionCharactersMax);
  command.by = asking.caller.principal;
  return command;
}

RefuseProduct Read(const v1::RefuseProductRequest& request, const Asking& asking,
                   FieldErrors& errors) {
  return {errors.Id("product_id", request.product_id()),
          ActDate(errors, "refused_date", request.refused_date(), asking.clock),
          errors.Text("grounds", request.grounds(), kOpinionCharactersMax)};
}

ChangeProductLevel Read(const v1::ChangeProductLevelRequest& request, const Asking& asking,
                        FieldErrors& errors) {
  ChangeProductLevel command;
  command.product_id = errors.Id("product_id", request.product_id());
  command.level = errors.EnumSet("level", request.level());
  command.effective_date =
      ActDate(errors, "effective_date", request.effective_date(), asking.clock);
  command.document = errors.Text("document", request.document());
  command.by = asking.caller.principal;
  return command;
}

PublishCatalogueEdition Read(const v1::PublishCatalogueEditionRequest& request,
                             const Asking& asking, FieldErrors& errors) {
  PublishCatalogueEdition command;
  errors.InRange("year", request.year(), kEditionYearMin, calendar::kYearMax);
  command.year = request.year();
  command.published_date =
      ActDate(errors, "published_date", request.published_date(), asking.clock);
  command.document = errors.Text("document", request.document());
  command.product_ids = ReadProductIds(request.product_ids(), errors);
  command.removals = ReadRemovals(request, command.product_ids, errors);
  return command;
}

DelistProduct Read(const v1::DelistProductRequest& request, const Asking& asking,
                   FieldErrors& errors) {
  return {errors.Id("product_id", request.product_id()), errors.EnumSet("kind", request.kind()),
          ActDate(errors, "effective_date", request.effective_date(), asking.clock),
          errors.Text("document", request.document()),
          errors.Text("grounds", request.grounds(), kOpinionCharactersMax)};
}

EditionsAsked Read(const v1::DiffCatalogueEditionsRequest& request, const Asking&,
                   FieldErrors& errors) {
  EditionsAsked asked{ReadEdition("from_year", request.from_year(), errors),
                      ReadEdition("to_year", request.to_year(), errors)};
  errors.Require(request.from_year() < request.to_year(), "to_year", "is not after from_year");
  return asked;
}

ProductAsked Read(const v1::GetProductRequest& request, const Asking& asking, FieldErrors& errors) {
  return {errors.Id("product_id", request.product_id()),
          errors.OptionalDate("as_of_date", request.as_of_date())
              .value_or(calendar::DateInShanghai(asking.clock.Now()))};
}

}  // namespace debut::certification
