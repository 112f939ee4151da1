#include <algorithm>

#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using runtime::Caller;
using runtime::FieldErrors;

struct Queries::CatalogueQuestion {
  Page page;
  eventstore::Position at_least;
  calendar::Date legal_date;
  certification::v1::Level level = certification::v1::LEVEL_UNSPECIFIED;
  certification::v1::Field field = certification::v1::FIELD_UNSPECIFIED;
  std::string enterprise_id;

  bool Keeps(const v1::CatalogueEntry& entry) const {
    return (level == certification::v1::LEVEL_UNSPECIFIED || level == entry.level()) &&
           (field == certification::v1::FIELD_UNSPECIFIED || field == entry.field()) &&
           (enterprise_id.empty() || enterprise_id == entry.enterprise_id());
  }
};

grpc::Status Queries::ListCatalogue(grpc::ServerContext* context,
                                    const v1::ListCatalogueRequest* request,
                                    v1::ListCatalogueResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListCatalogueRequest& asked, const Caller&, FieldErrors& errors) {
        return CatalogueQuestion{
            .page = ReadPage(asked, errors),
            .at_least = {asked.at_least_position()},
            .legal_date =
                errors.OptionalDate("as_of_date", asked.as_of_date()).value_or(reader_.Today()),
            .level = ReadFilterEnum(errors, "level", asked.level()),
            .field = ReadFilterEnum(errors, "field", asked.field()),
            .enterprise_id = ReadFilterId(errors, "enterprise_id", asked.enterprise_id())};
      },
      [&](const Caller& caller, const CatalogueQuestion& question) {
        return FindCatalogue(caller, question);
      });
}

absl::StatusOr<v1::ListCatalogueResponse> Queries::FindCatalogue(
    const Caller& caller, const CatalogueQuestion& question) const {
  RETURN_IF_ERROR(
      reader_.WaitFor({&models_.catalogue(), &models_.names()}, question.at_least, caller));
  const projection::ModelView catalogue = models_.catalogue().View();
  const projection::ModelView names = models_.names().View();
  RETURN_IF_ERROR(CheckEnterprise(names.rows, question.enterprise_id));
  std::vector<v1::CatalogueEntry> entries;
  ASSIGN_OR_RETURN(const auto page, ScanPage(catalogue.rows, kCatalogue, "", question.page,
                                             [&](const v1::CatalogueProduct& product) {
                                               auto entry = EntryOn(product, question.legal_date);
                                               if (!entry || !question.Keeps(*entry)) return false;
                                               entries.push_back(*std::move(entry));
                                               return true;
                                             }));
  RETURN_IF_ERROR(reader_.SetNames(names.rows, question.legal_date, entries));
  v1::ListCatalogueResponse answer;
  answer.mutable_entries()->Add(entries.begin(), entries.end());
  answer.set_next_page_token(TokenAfter(question.page, page.last_key));
  answer.set_position(std::min(catalogue.position, names.position).value);
  return answer;
}

}  // namespace debut::readmodels
