#include <fmt/format.h>

#include "debut/promotion/v1/promotion_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "services/debut/commands.h"
#include "services/debut/list_output.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;
using Align = Table::Align;

struct LimitOptions {
  std::string enterprise;
  std::uint32_t year = 0;
  std::string measure;
  std::string level;
  std::string field;
  std::string as_of;
  bool exhausted = false;
};

std::string YearText(std::uint32_t year) { return year == 0 ? "for life" : std::to_string(year); }

absl::Status Caps(const LimitOptions& options, Session& session) {
  v1::ListCapsRequest request;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--measure", options.measure, measure));
  request.set_measure(measure);
  request.set_exhausted_only(options.exhausted);
  return PrintList<v1::ListCapsResponse>(
      session, "ListCaps", request,
      Table({{"CAP KEY"},
             {"YEAR"},
             {"CAP", Align::kRight},
             {"RESERVED", Align::kRight},
             {"GRANTED", Align::kRight},
             {"PAID", Align::kRight},
             {"RECOVERED", Align::kRight},
             {"ROOM", Align::kRight},
             {"AWARDS", Align::kRight}}),
      [](const auto& response) { return response.caps(); },
      [](const v1::Cap& cap) -> std::vector<std::string> {
        return {cap.cap_key(),
                YearText(cap.limit_year()),
                cap.unlimited() ? "no cap" : Amount(cap.cap_fen()),
                Amount(cap.reserved_fen()),
                Amount(cap.granted_fen()),
                Amount(cap.paid_fen()),
                Amount(cap.recovered_fen()),
                cap.unlimited() ? "" : Amount(cap.room_fen()),
                std::to_string(cap.awards_count())};
      });
}

absl::Status Limits(const LimitOptions& options, Session& session) {
  v1::ListAnnualLimitsRequest request;
  request.set_enterprise_id(options.enterprise);
  request.set_year(options.year);
  request.set_as_of_date(options.as_of);
  return PrintList<v1::ListAnnualLimitsResponse>(
      session, "ListAnnualLimits", request,
      Table({{"ENTERPRISE"},
             {"NAME"},
             {"MEASURE"},
             {"YEAR"},
             {"RESERVED", Align::kRight},
             {"GRANTED", Align::kRight},
             {"PAID", Align::kRight},
             {"RECOVERED", Align::kRight},
             {"AWARDS", Align::kRight}}),
      [](const auto& response) { return response.limits(); },
      [](const v1::AnnualLimit& limit) -> std::vector<std::string> {
        return {limit.enterprise_id(),
                limit.enterprise_name(),
                MeasureText(limit.measure()),
                std::to_string(limit.year()),
                Amount(limit.reserved_fen()),
                Amount(limit.granted_fen()),
                Amount(limit.paid_fen()),
                Amount(limit.recovered_fen()),
                std::to_string(limit.awards_count())};
      });
}

absl::Status Budgets(const LimitOptions& options, Session& session) {
  v1::ListBudgetsRequest request;
  request.set_budget_year(options.year);
  request.set_as_of_date(options.as_of);
  return PrintList<v1::ListBudgetsResponse>(
      session, "ListBudgets", request,
      Table({{"BUDGET"},
             {"MEASURE"},
             {"ALLOTTED", Align::kRight},
             {"RESERVED", Align::kRight},
             {"COMMITTED", Align::kRight},
             {"SPENT", Align::kRight},
             {"ROOM", Align::kRight}}),
      [](const auto& response) { return response.budgets(); },
      [](const v1::Budget& budget) -> std::vector<std::string> {
        return {budget.budget_id(),
                MeasureText(budget.measure()),
                Amount(budget.allotted_fen()),
                Amount(budget.reserved_fen()),
                Amount(budget.committed_fen()),
                Amount(budget.spent_fen()),
                Amount(budget.room_fen())};
      });
}

absl::Status Catalogue(const LimitOptions& options, Session& session) {
  v1::ListCatalogueRequest request;
  auto level = certification::v1::LEVEL_UNSPECIFIED;
  auto field = certification::v1::FIELD_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--level", options.level, level));
  RETURN_IF_ERROR(SetEnum("--field", options.field, field));
  request.set_level(level);
  request.set_field(field);
  request.set_as_of_date(options.as_of);
  request.set_enterprise_id(options.enterprise);
  return PrintList<v1::ListCatalogueResponse>(
      session, "ListCatalogue", request,
      Table({{"PRODUCT"}, {"NAME"}, {"ENTERPRISE"}, {"LEVEL"}, {"FIELD"}, {"EDITION"}, {"LISTED"}}),
      [](const auto& response) { return response.entries(); },
      [](const v1::CatalogueEntry& entry) -> std::vector<std::string> {
        return {entry.product_id(),       entry.name(),
                entry.enterprise_name(),  ShortName(entry.level()),
                ShortName(entry.field()), entry.edition_id(),
                entry.listed_date()};
      });
}

absl::Status Exhibition(const LimitOptions& options, Session& session) {
  promotion::v1::ListExhibitsRequest request;
  auto level = certification::v1::LEVEL_UNSPECIFIED;
  auto field = certification::v1::FIELD_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--level", options.level, level));
  RETURN_IF_ERROR(SetEnum("--field", options.field, field));
  request.set_level(level);
  request.set_field(field);
  request.set_as_of_date(options.as_of);
  request.set_enterprise_id(options.enterprise);
  return PrintList<promotion::v1::ListExhibitsResponse>(
      session, "debut.promotion.v1.PromotionService/ListExhibits", request,
      Table({{"PRODUCT"}, {"NAME"}, {"ENTERPRISE"}, {"LEVEL"}, {"FIELD"}, {"PAGE"}}),
      [](const auto& response) { return response.exhibits(); },
      [](const promotion::v1::Exhibit& exhibit) -> std::vector<std::string> {
        return {exhibit.product_id(),       exhibit.name(),
                exhibit.enterprise_id(),    ShortName(exhibit.level()),
                ShortName(exhibit.field()), exhibit.title()};
      });
}

}  // namespace

void AddLimitCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<LimitOptions>();
  CLI::App* caps = session.AddVerb(app, "caps", "What is used and left under every cap",
                                   "  debut caps\n  debut caps --measure FIRST_MARKET_ENTRY "
                                   "--exhausted\n  debut --json caps",
                                   [=, &session] { return Caps(*options, session); });
  caps->add_option("--measure", options->measure, "only this measure");
  caps->add_flag("--exhausted", options->exhausted, "only caps without room");

  CLI::App* limits = session.AddVerb(
      app, "limits", "What enterprises received, by measure and year",
      "  debut limits --year 2021\n  debut limits --enterprise E-001 --as-of 2021-06-30",
      [=, &session] { return Limits(*options, session); });
  limits->add_option("--enterprise", options->enterprise, "only this enterprise");
  limits->add_option("--year", options->year, "only this year");
  limits->add_option("--as-of", options->as_of,
                     "what was recorded by the end of this day; needs --enterprise");

  CLI::App* budget = session.AddVerb(
      app, "budget", "Budgets by measure and year: allotted, reserved, committed, spent, left",
      "  debut budget\n  debut budget --year 2021 --as-of 2021-06-30",
      [=, &session] { return Budgets(*options, session); });
  budget->add_option("--year", options->year, "only this budget year");
  budget->add_option("--as-of", options->as_of, "what was recorded by the end of this day");

  CLI::App* exhibition = session.AddVerb(
      app, "exhibition",
      "The cloud exhibition hall on a date: what the catalogue lists, with pages",
      "  debut exhibition\n  debut exhibition --field RAIL_TRANSIT --as-of 2021-06-30",
      [=, &session] { return Exhibition(*options, session); });
  exhibition->add_option("--level", options->level, "INTERNATIONAL or DOMESTIC");
  exhibition->add_option("--field", options->field, "one of the ten fields");
  exhibition->add_option("--as-of", options->as_of, "the legal date; default today in Shanghai");
  exhibition->add_option("--enterprise", options->enterprise, "only this maker");

  CLI::App* catalogue = session.AddVerb(
      app, "catalogue", "The catalogue of first-created products on a date",
      "  debut catalogue\n  debut catalogue --level INTERNATIONAL --field NEW_MATERIALS\n"
      "  debut catalogue --as-of 2020-12-31",
      [=, &session] { return Catalogue(*options, session); });
  catalogue->add_option("--level", options->level, "INTERNATIONAL or DOMESTIC");
  catalogue->add_option("--field", options->field, "one of the ten fields");
  catalogue->add_option("--as-of", options->as_of, "the legal date; default today in Shanghai");
  catalogue->add_option("--enterprise", options->enterprise, "only this maker");
}

}  // namespace debut::cli
