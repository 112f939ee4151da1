#include <fmt/format.h>

#include "debut/grants/v1/grants_service.pb.h"
#include "debut/readmodels/v1/readmodels_service.pb.h"
#include "services/debut/commands.h"
#include "services/debut/list_output.h"
#include "services/debut/typed_fields.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

namespace v1 = readmodels::v1;
using Align = Table::Align;

struct WorkOptions {
  std::string role;
  std::string due_by;
  std::string round;
  std::string measure;
  std::uint32_t year = 0;
};

absl::Status Work(const WorkOptions& options, Session& session) {
  v1::ListWorkRequest request;
  request.set_role(options.role);
  if (!options.due_by.empty()) {
    const auto date = ReadTypedDate(options.due_by);
    if (!date.ok()) return base::Annotate(date.status(), "--due-by");
    request.set_due_by_date(*date);
  }
  return PrintList<v1::ListWorkResponse>(
      session, "ListWork", request,
      Table({{"DUE"},
             {"STEP"},
             {"ROLE"},
             {"WAITS"},
             {"SINCE"},
             {"ENTERPRISE"},
             {"MEASURE"},
             {"AMOUNT", Align::kRight}}),
      [](const auto& response) { return response.items(); },
      [](const v1::WorkItem& item) -> std::vector<std::string> {
        return {item.due_date(),
                item.step(),
                item.role(),
                item.subject_kind() + " " + item.subject_id(),
                item.since_date(),
                item.enterprise_name(),
                MeasureText(item.measure()),
                item.amount_fen() == 0 ? "" : Amount(item.amount_fen())};
      });
}

absl::Status PublicList(const WorkOptions& options, Session& session) {
  v1::ListPublicItemsRequest request;
  request.set_round_id(options.round);
  request.set_year(options.year);
  auto measure = policy::v1::MEASURE_UNSPECIFIED;
  RETURN_IF_ERROR(SetEnum("--measure", options.measure, measure));
  request.set_measure(measure);
  return PrintList<v1::ListPublicItemsResponse>(
      session, "ListPublicItems", request,
      Table({{"序号", Align::kRight},
             {"企业名称"},
             {"产品名称"},
             {"支持措施"},
             {"支持金额（元）", Align::kRight}}),
      [](const auto& response) { return response.items(); },
      [](const v1::PublicItem& item) -> std::vector<std::string> {
        return {std::to_string(item.sequence()), item.enterprise(), item.product(),
                ChineseOf(item.measure()), Amount(item.amount_fen())};
      });
}

// The notices of a round, with their days, above the list that the public sees.
absl::Status ShowNotice(const WorkOptions& options, Session& session) {
  v1::ListClaimsRequest request;
  request.set_round_id(options.round);
  Table notices({{"CLAIM"}, {"STATE"}, {"OPENED 公示开始"}, {"ENDS 24:00 公示截止"}});
  RETURN_IF_ERROR(ForEachPage<v1::ListClaimsResponse>(
      session, std::string(kReadModels) + "ListClaims", request,
      [&](const v1::ListClaimsResponse& response) {
        for (const v1::ClaimRow& claim : response.claims()) {
          if (claim.notice_opened_date().empty()) continue;
          if (session.json()) fmt::print("{}\n", ToJson(claim));
          notices.Add({claim.claim_id(), ChineseOf(claim.state()) + " " + ShortName(claim.state()),
                       claim.notice_opened_date(), claim.notice_ends_date()});
        }
      }));
  if (session.json()) return absl::OkStatus();
  fmt::print("公示 Notices of round {}\n{}\n公示名单 Public list\n", options.round,
             notices.Render());
  return PublicList(options, session);
}

}  // namespace

void AddWorkCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<WorkOptions>();
  CLI::App* work = session.AddVerb(app, "worklist", "What waits for whom, by due date",
                                   "  debut worklist\n  debut worklist --role grants.approver\n"
                                   "  debut worklist --role grants.officer --due-by today",
                                   [=, &session] { return Work(*options, session); });
  work->add_option("--role", options->role, "only what this role does next");
  work->add_option("--due-by", options->due_by, "only what is due by this date");

  CLI::App* list = session.AddVerb(
      app, "public-list", "What the public may see: sequence, enterprise, product, measure, amount",
      "  debut public-list --round R-2021-3\n  debut public-list --year 2021 --measure INSURANCE\n"
      "  debut --json public-list --year 2021",
      [=, &session] { return PublicList(*options, session); });
  list->add_option("--round", options->round, "only this round");
  list->add_option("--year", options->year, "only rounds of this year");
  list->add_option("--measure", options->measure, "only this measure");

  CLI::App* notice =
      app.add_subcommand("notice", "Public notices (公示)")->require_subcommand(1)->fallthrough();
  CLI::App* show = session.AddVerb(*notice, "show", "The notices of a round, and its public list",
                                   "  debut notice show R-2021-3",
                                   [=, &session] { return ShowNotice(*options, session); });
  show->add_option("ROUND", options->round, "its id")->required();
}

}  // namespace debut::cli
