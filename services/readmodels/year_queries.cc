// Measures by year, and the yearly report.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/catalogue_projector.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/products_projector.h"
#include "services/readmodels/queries.h"

namespace debut::readmodels {

using projection::RowReader;
using runtime::Caller;
using runtime::FieldErrors;

namespace {

constexpr std::size_t kLargestMax = 10;

struct YearsQuestion {
  Page page;
  eventstore::Position at_least;
  v1::YearBasis basis = v1::YEAR_BASIS_ROUND;
  std::uint32_t year = 0;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;

  std::string Prefix() const {
    const std::string basis_only = fmt::format("{}/", static_cast<int>(basis));
    return year == 0 ? basis_only : fmt::format("{}{}/", basis_only, year);
  }
};

// Appends every row of the table whose key begins with `prefix` and that `keep(Row&)` wants.
template <typename Row, typename Keep>
absl::Status AppendRows(const RowReader& rows, projection::Table<Row> table,
                        const std::string& prefix, google::protobuf::RepeatedPtrField<Row>& out,
                        Keep&& keep) {
  return rows.Scan(table, {.prefix = prefix}, [&](std::string_view, Row row) {
    if (keep(row)) *out.Add() = std::move(row);
    return true;
  });
}

template <typename Row>
bool KeepAll(Row& /*row*/) {
  return true;
}

// By field and level: certified in the year, and in the catalogue on its last day.
absl::Status CountProducts(const RowReader& catalogue, std::uint32_t year, v1::YearReport& report) {
  using Place = std::pair<certification::v1::Field, certification::v1::Level>;
  std::map<Place, v1::ProductCount> counts;
  const calendar::Date last_day(year, 12, 31);
  const std::string year_text = std::to_string(year) + "-";
  const auto visit = [&](std::string_view, const v1::CatalogueProduct& product) {
    if (product.levels_size() > 0 && product.levels(0).from_date().starts_with(year_text)) {
      v1::ProductCount& count = counts[{product.field(), product.levels(0).level()}];
      count.set_certified_count(count.certified_count() + 1);
    }
    if (const auto entry = EntryOn(product, last_day)) {
      v1::ProductCount& count = counts[{entry->field(), entry->level()}];
      count.set_listed_count(count.listed_count() + 1);
    }
    return true;
  };
  RETURN_IF_ERROR(catalogue.Scan(kCatalogue, {}, visit));
  for (auto& [place, count] : counts) {
    count.set_field(place.first);
    count.set_level(place.second);
    *report.add_products() = std::move(count);
  }
  return absl::OkStatus();
}

std::int64_t GrantedOf(const v1::AnnualLimit& limit) {
  return limit.granted_fen() + limit.paid_fen();
}

// Who got something in the year, and who got most.
absl::StatusOr<std::vector<v1::AnnualLimit>> Recipients(const RowReader& limits,
                                                        std::uint32_t year) {
  std::vector<v1::AnnualLimit> found;
  RETURN_IF_ERROR(limits.Scan(kLimits, {}, [&](std::string_view, v1::AnnualLimit limit) {
    if (limit.year() == year && limit.awards_count() > 0) found.push_back(std::move(limit));
    return true;
  }));
  std::ranges::stable_sort(found, std::greater<>(), GrantedOf);
  return found;
}

}  // namespace

grpc::Status Queries::ListMeasureYears(grpc::ServerContext* context,
                                       const v1::ListMeasureYearsRequest* request,
                                       v1::ListMeasureYearsResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::ListMeasureYearsRequest& asked, const Caller&, FieldErrors& errors) {
        const v1::YearBasis basis = ReadFilterEnum(errors, "basis", asked.basis());
        return YearsQuestion{
            .page = ReadPage(asked, errors),
            .at_least = {asked.at_least_position()},
            .basis = basis == v1::YEAR_BASIS_UNSPECIFIED ? v1::YEAR_BASIS_ROUND : basis,
            .year = ReadFilterYear(errors, "year", asked.year()),
            .measure = ReadFilterEnum(errors, "measure", asked.measure())};
      },
      [&](const Caller& caller,
          const YearsQuestion& question) -> absl::StatusOr<v1::ListMeasureYearsResponse> {
        RETURN_IF_ERROR(reader_.WaitFor({&models_.claims()}, question.at_least, caller));
        const projection::ModelView view = models_.claims().View();
        ASSIGN_OR_RETURN(const auto page, ScanPage(view.rows, kMeasureYears, question.Prefix(),
                                                   question.page, [&](const v1::MeasureYear& sums) {
                                                     return question.measure ==
                                                                policy::v1::MEASURE_UNSPECIFIED ||
                                                            question.measure == sums.measure();
                                                   }));
        v1::ListMeasureYearsResponse answer;
        answer.mutable_measures()->Add(page.rows.begin(), page.rows.end());
        answer.set_next_page_token(TokenAfter(question.page, page.last_key));
        answer.set_position(view.position.value);
        return answer;
      });
}

grpc::Status Queries::GetYearReport(grpc::ServerContext* context,
                                    const v1::GetYearReportRequest* request,
                                    v1::GetYearReportResponse* response) {
  return context_.reception.Serve(
      context, request, response,
      [&](const v1::GetYearReportRequest& asked, const Caller&, FieldErrors& errors) {
        errors.InRange("year", asked.year(), calendar::kYearMin, calendar::kYearMax);
        return asked;
      },
      [&](const Caller& caller, const v1::GetYearReportRequest& asked) {
        return MakeYearReport(caller, asked.year(), {asked.at_least_position()});
      });
}

absl::StatusOr<v1::GetYearReportResponse> Queries::MakeYearReport(
    const Caller& caller, std::uint32_t year, eventstore::Position at_least) const {
  RETURN_IF_ERROR(reader_.WaitFor({&models_.claims(), &models_.budgets(), &models_.catalogue(),
                                   &models_.products(), &models_.limits(), &models_.names()},
                                  at_least, caller));
  const projection::ModelView claims = models_.claims().View();
  const projection::ModelView budgets = models_.budgets().View();
  const projection::ModelView catalogue = models_.catalogue().View();
  const projection::ModelView products = models_.products().View();
  const projection::ModelView limits = models_.limits().View();
  const projection::ModelView names = models_.names().View();
  v1::GetYearReportResponse answer;
  v1::YearReport& report = *answer.mutable_report();
  report.set_year(year);
  RETURN_IF_ERROR(AppendRows(claims.rows, kMeasureYears,
                             fmt::format("{}/{}/", static_cast<int>(v1::YEAR_BASIS_ROUND), year),
                             *report.mutable_measures(), KeepAll<v1::MeasureYear>));
  RETURN_IF_ERROR(AppendRows(claims.rows, kMeasureMonths, fmt::format("{}-", year),
                             *report.mutable_months(), KeepAll<v1::MeasureMonth>));
  RETURN_IF_ERROR(
      AppendRows(budgets.rows, kBudgets, "", *report.mutable_budgets(), [&](v1::Budget& budget) {
        budget.set_room_fen(RoomIn(budget));
        return budget.budget_year() == year;
      }));
  RETURN_IF_ERROR(AppendRows(products.rows, kFactCounts, fmt::format("{}/", year),
                             *report.mutable_facts(), KeepAll<v1::FactCount>));
  RETURN_IF_ERROR(CountProducts(catalogue.rows, year, report));
  ASSIGN_OR_RETURN(std::vector<v1::AnnualLimit> recipients, Recipients(limits.rows, year));
  std::set<std::string> enterprises;
  for (const v1::AnnualLimit& each : recipients) enterprises.insert(each.enterprise_id());
  report.set_enterprises_count(static_cast<std::uint32_t>(enterprises.size()));
  recipients.resize(std::min(recipients.size(), kLargestMax));
  RETURN_IF_ERROR(reader_.SetNames(names.rows, reader_.Today(), recipients));
  report.mutable_largest()->Add(recipients.begin(), recipients.end());
  answer.set_position(
      EarliestOf({&claims, &budgets, &catalogue, &products, &limits, &names}).value);
  return answer;
}

}  // namespace debut::readmodels
