#include <fmt/format.h>

#include <algorithm>

#include "debut/grants/v1/grants_service.pb.h"
#include "money/ratio.h"
#include "services/debut/list_output.h"
#include "services/debut/office_commands.h"

namespace debut::cli {
namespace {

namespace v1 = grants::v1;
using Align = Table::Align;

struct RoundOptions {
  std::string round;
  std::string mode;
  std::string budget;
};

std::string BothNamesOf(v1::ReductionMode mode) {
  const auto name = [&](const char* chinese) {
    return fmt::format("{} {}", chinese, ShortName(mode));
  };
  switch (mode) {
    case v1::REDUCTION_MODE_QUEUE:
      return name("按受理次序");
    case v1::REDUCTION_MODE_RANK:
      return name("按评分排序");
    case v1::REDUCTION_MODE_PRO_RATA:
      return name("按比例压减");
    case v1::REDUCTION_MODE_RATE:
      return name("降低支持比例");
    default:
      return ShortName(mode);
  }
}

std::string RateText(const v1::ReductionResult& result) {
  if (result.rate_denominator() == 0) return "";
  return money::FormatRatio(money::Ratio(result.rate_numerator(), result.rate_denominator()));
}

std::string ScoreText(std::int64_t hundredths) {
  return hundredths == 0 ? "" : fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

// One mode, claim by claim, with what each loses.
void PrintMode(const v1::ReductionResult& result) {
  Table table({{"NO.", Align::kRight},
               {"CLAIM 申报事项"},
               {"SCORE", Align::kRight},
               {"ENTITLEMENT 应支持", Align::kRight},
               {"REDUCED 压减后", Align::kRight},
               {"CUT 压减", Align::kRight}});
  std::int64_t entitlement = 0;
  for (const v1::ReducedClaim& claim : result.claims()) {
    entitlement += claim.entitlement_fen();
    table.Add({std::to_string(claim.acceptance_number()), claim.claim_id(),
               ScoreText(claim.score_hundredths()), Amount(claim.entitlement_fen()),
               Amount(claim.reduced_fen()), Amount(claim.entitlement_fen() - claim.reduced_fen())});
  }
  table.Add({"", "合计 Total", "", Amount(entitlement), Amount(result.total_fen()),
             Amount(entitlement - result.total_fen())});
  const std::string rate = RateText(result);
  fmt::print("\n{}{}\n{}", BothNamesOf(result.mode()), rate.empty() ? "" : "  " + rate,
             table.Render());
}

// All modes side by side: what each claim would get.
void PrintModes(const std::vector<v1::ReductionResult>& results) {
  std::vector<Table::Column> columns = {
      {"NO.", Align::kRight}, {"CLAIM 申报事项"}, {"ENTITLEMENT 应支持", Align::kRight}};
  for (const v1::ReductionResult& result : results)
    columns.push_back({BothNamesOf(result.mode()), Align::kRight});
  Table table(std::move(columns));
  std::vector<std::string> total = {"", "合计 Total", ""};
  std::int64_t entitlement = 0;
  for (int i = 0; !results.empty() && i < results[0].claims_size(); ++i) {
    const v1::ReducedClaim& claim = results[0].claims(i);
    entitlement += claim.entitlement_fen();
    std::vector<std::string> row = {std::to_string(claim.acceptance_number()), claim.claim_id(),
                                    Amount(claim.entitlement_fen())};
    for (const v1::ReductionResult& result : results)
      row.push_back(Amount(result.claims(i).reduced_fen()));
    table.Add(row);
  }
  total[2] = Amount(entitlement);
  for (const v1::ReductionResult& result : results) total.push_back(Amount(result.total_fen()));
  table.Add(total);
  fmt::print("\n各方式比较 Every mode\n{}", table.Render());
}

void Print(const v1::SimulateReductionResponse& response, const RoundOptions& options) {
  fmt::print("轮次 Round           {}\n预算 Budget          {}元\n应支持 Entitlement   {}元\n",
             options.round, Amount(response.budget_fen()), Amount(response.entitlement_fen()));
  fmt::print("指南方式 Its mode    {}\n", response.mode() == v1::REDUCTION_MODE_UNSPECIFIED
                                              ? "无 none: the round can't be reduced"
                                              : BothNamesOf(response.mode()));
  if (response.entitlement_fen() <= response.budget_fen())
    fmt::print("The budget is enough for all claims that wait.\n");
  std::vector<v1::ReductionResult> usable;
  for (const v1::ReductionResult& result : response.results()) {
    if (result.reason().empty())
      usable.push_back(result);
    else
      fmt::print("不适用 Not possible  {}: {}\n", BothNamesOf(result.mode()), result.reason());
  }
  if (!options.mode.empty())
    for (const v1::ReductionResult& result : usable) PrintMode(result);
  else
    PrintModes(usable);
  fmt::print("A simulation: nothing is decided. As of position {}\n", response.position());
}

absl::Status Simulate(const RoundOptions& options, Session& session) {
  v1::SimulateReductionRequest request;
  v1::SimulateReductionResponse response;
  request.set_round_id(options.round);
  auto mode = v1::REDUCTION_MODE_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--mode", options.mode, mode));
  if (!options.budget.empty()) {
    const auto budget = money::ParseAmount(options.budget);
    if (!budget.ok()) return base::Annotate(budget.status(), "--budget");
    request.set_budget_fen(budget->count);
  }
  RETURN_IF_ERROR(
      session.client().Call("debut.grants.v1.GrantsService/SimulateReduction", request, response));
  if (mode != v1::REDUCTION_MODE_UNSPECIFIED) {
    auto& results = *response.mutable_results();
    results.erase(std::remove_if(results.begin(), results.end(),
                                 [&](const auto& result) { return result.mode() != mode; }),
                  results.end());
  }
  if (session.json())
    fmt::print("{}\n", ToJson(response));
  else
    Print(response, options);
  return absl::OkStatus();
}

}  // namespace

void AddRoundCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<RoundOptions>();
  CLI::App* round =
      app.add_subcommand("round", "Rounds (申报轮次)")->require_subcommand(1)->fallthrough();
  CLI::App* simulate = session.AddVerb(
      *round, "simulate", "What each way to reduce a round over its budget would give each claim",
      "  debut round simulate R-2021-3\n  debut round simulate R-2021-3 --mode PRO_RATA\n"
      "  debut round simulate R-2021-3 --mode rate --budget 120万元\n"
      "  debut --json round simulate R-2021-3\n"
      "The claims that are computed and wait for a proposal. Records nothing; what is decided\n"
      "afterwards (`debut do grants decide-reduction`) follows the mode of the round's guide.",
      [=, &session] { return Simulate(*options, session); });
  simulate->add_option("ROUND", options->round, "its id")->required();
  simulate->add_option("--mode", options->mode,
                       "only this one, claim by claim: QUEUE, RANK, PRO_RATA or RATE");
  simulate->add_option("--budget", options->budget,
                       "share out this amount; without it, all that is left of the budget");
}

}  // namespace debut::cli
