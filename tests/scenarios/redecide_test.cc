// The demonstration years, decided again by an auditor: every decision about money comes out the
// same, every sheet adds up, the same policy supposed changes nothing, and the events that an
// amount rests on have receipts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "policy/sheet_check.h"
#include "redecision/decide_again.h"
#include "redecision/decided_fact.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const std::string kPolicy = SourcePath("deploy/policy/first-created-products-2020.txtpb");

class DecidedYears : public ::testing::Test {
 protected:
  struct Ended {
    int exit_code = -1;
    std::string output;
  };
  Ended Debut(std::vector<std::string> arguments) {
    if (server_ != nullptr) {
      arguments.insert(arguments.begin(), {"--server", server_->address()});
    }
    auto process = Process::Run({.program = ProgramPath("debut"),
                                 .arguments = std::move(arguments),
                                 .directory = directory_.path(),
                                 .name = "run" + std::to_string(++runs_)});
    if (!process.ok()) return {-1, process.status().ToString()};
    const int code = (*process)->WaitExit(absl::Seconds(300)).value_or(-1);
    return {code, (*process)->Log()};
  }

  void SetUp() override {
    const std::string file = directory_.path() / "years.jsonl";
    ASSERT_EQ(Debut({"demonstration", "--enterprises", "70", "--out", file, "--policy", kPolicy})
                  .exit_code,
              0);
    auto server = Process::Start({.program = ProgramPath("debutd"),
                                  .arguments = {"--data-dir", directory_.path() / "data"},
                                  .directory = directory_.path(),
                                  .name = "debutd"});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    const Ended imported = Debut({"import", file});
    ASSERT_EQ(imported.exit_code, 0) << imported.output;
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Process> server_;
  int runs_ = 0;
};

TEST_F(DecidedYears, AreTheSameWhenDecidedAgainAndEverySheetAddsUp) {
  const Ended again = Debut({"audit", "redecide"});
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_THAT(again.output, HasSubstr(" 0 findings"));
  const Ended same_policy = Debut({"audit", "redecide", "--policy", kPolicy, "--csv"});
  EXPECT_EQ(same_policy.exit_code, 0) << same_policy.output;
  EXPECT_THAT(same_policy.output, HasSubstr("合计 Total,0,0"));

  const eventstore_grpc::GrpcEventStore log(
      eventstore_grpc::ConnectEventLog(server_->address(), grpc::InsecureChannelCredentials()));
  const auto decisions = eventstore::ReadAll(log, redecision::Redecidable());
  ASSERT_TRUE(decisions.ok()) << decisions.status();
  int sheets = 0;
  for (const eventstore::SequencedEvent& each : decisions->events) {
    const redecision::DecidedFact fact = redecision::DecidedFactIn(each.event);
    if (!fact.sheet || each.event.type.ends_with("ClawbackProposed")) continue;
    EXPECT_EQ(policy::MisstepIn(*fact.sheet), "") << each.position.value;
    EXPECT_EQ(fact.sheet->award_fen(), fact.amount.count) << each.position.value;
    ++sheets;
  }
  EXPECT_GT(sheets, 200);
}

TEST_F(DecidedYears, ExplainAnAmountWithReceiptsThatHold) {
  const Ended key = Debut({"--json", "audit", "head"});
  const auto head = nlohmann::json::parse(
      key.output.substr(std::min(key.output.find('{'), key.output.size())), nullptr, false);
  const fs::path receipts = directory_.path() / "receipts";
  fs::create_directory(receipts);
  Ended explained = Debut({"explain", "CL-005", "--proof", "--out-dir", receipts});
  for (int i = 0; explained.exit_code != 0 && i < 100; ++i) {  // Until the head is signed.
    explained = Debut({"explain", "CL-005", "--proof", "--out-dir", receipts});
  }
  ASSERT_EQ(explained.exit_code, 0) << explained.output;
  EXPECT_THAT(explained.output, HasSubstr("the steps add up to the award"));
  int checked = 0;
  for (const auto& file : fs::directory_iterator(receipts)) {
    const Ended holds =
        Debut({"audit", "check", file.path(), "--key", head["key"].get<std::string>()});
    EXPECT_EQ(holds.exit_code, 0) << holds.output;
    ++checked;
  }
  EXPECT_GE(checked, 6);  // Policy, round, contract, level, and the decisions.
}

TEST_F(DecidedYears, AreTracedAndDecidedAgainWithoutTheServer) {
  const Ended history = Debut({"audit", "history", "claim:CL-005"});
  EXPECT_THAT(history.output, HasSubstr("AwardProposed"));
  EXPECT_EQ(Debut({"audit", "history", "CL-005"}).exit_code, 2);
  const Ended trace = Debut({"audit", "trace", "1"});
  EXPECT_THAT(trace.output, HasSubstr("used by"));
  EXPECT_EQ(Debut({"audit", "trace", "99999999"}).exit_code, 2);

  server_->Terminate();
  ASSERT_EQ(server_->WaitExit(), 0);
  for (const fs::path& log : {directory_.path() / "data", directory_.path() / "data/archive"}) {
    const Ended offline = Debut({"audit", "redecide", "--log", log});
    EXPECT_EQ(offline.exit_code, 0) << offline.output;
    EXPECT_THAT(offline.output, HasSubstr(" 0 findings"));
  }
}

}  // namespace
}  // namespace debut::test
