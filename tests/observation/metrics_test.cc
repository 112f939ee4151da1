// What the servers tell Prometheus, and that dashboard, alerts and runbook speak of nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/testing/test_authority.h"
#include "tests/observation/watched_server.h"
#include "tests/support/temporary_directory.h"

namespace debut::observation {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string TextOfSource(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(test::SourcePath(path)).rdbuf();
  return text.str();
}

class MetricsTest : public ::testing::Test {
 protected:
  std::string DataDir(const std::string& name) const { return directory_.path() / name; }

  // Once `fits` does, of what comes a little after the answer to a call; a failure after a minute.
  template <typename Fits>
  static void WaitUntil(Fits&& fits) {
    const absl::Time deadline = absl::Now() + absl::Minutes(1);
    while (!fits()) {
      ASSERT_LT(absl::Now(), deadline);
      std::this_thread::yield();
    }
  }

  test::TemporaryDirectory directory_;
};

TEST_F(MetricsTest, TellOfCallsByMethodAndCodeAndOfRefusalsByReason) {
  const WatchedServer server("debutd", directory_.path(), {"--data-dir", DataDir("data")});
  ASSERT_TRUE(AllotBudget(server.address(), 1'000).ok());
  EXPECT_EQ(AllotBudget(server.address(), 2'000).error_code(),
            grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(AllotBudget(server.address(), -1, "R-2").error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  const std::map<std::string, std::string> method = {
      {"grpc_service", "debut.grants.v1.GrantsService"}, {"grpc_method", "AllotBudget"}};
  const auto of = [&](const char* name, const char* value) {
    auto labels = method;
    labels[name] = value;
    return labels;
  };
  EXPECT_EQ(server.Value("grpc_server_handled_total", of("grpc_code", "OK")), 1);
  EXPECT_EQ(server.Value("grpc_server_handled_total", of("grpc_code", "FailedPrecondition")), 1);
  EXPECT_EQ(server.Value("grpc_server_handled_total", of("grpc_code", "InvalidArgument")), 1);
  EXPECT_EQ(server.Value("grpc_server_handling_seconds_count", method), 3);
  EXPECT_EQ(server.Value("debut_rpc_refusals_total", of("reason", "REQUEST_ID_REUSED")), 1);
}

TEST_F(MetricsTest, TellOfTheLogItsHeadsTheReadModelsAndTheBudgets) {
  const WatchedServer server("debutd", directory_.path(), {"--data-dir", DataDir("data")});
  ASSERT_TRUE(AllotBudget(server.address(), 1'000).ok());
  EXPECT_EQ(server.Value("debut_log_head_position"), 1);
  EXPECT_EQ(server.Value("debut_log_appended_events_total"), 1);
  EXPECT_EQ(server.Value("debut_log_append_group_events_count"), 1);
  EXPECT_EQ(server.Value("debut_log_sync_seconds_count"), 1);
  EXPECT_EQ(server.Value("debut_log_serving"), 1);
  const std::map<std::string, std::string> caps = {{"projection", "caps"}};
  WaitUntil([&] { return server.Value("debut_checkpoint_position") == 1; });
  WaitUntil([&] { return server.Value("debut_projection_position", caps) == 1; });
  EXPECT_EQ(server.Value("debut_checkpoint_lag_events"), 0);
  EXPECT_EQ(server.Value("debut_checkpoint_age_seconds"), 0);
  EXPECT_EQ(server.Value("debut_checkpoint_refused"), 0);
  EXPECT_EQ(server.Value("debut_projection_lag_events", caps), 0);
  EXPECT_EQ(server.Value("debut_projection_lag_seconds", caps), 0);
  const std::map<std::string, std::string> budget = {{"measure", "financing"}, {"year", "2021"}};
  WaitUntil([&] { return server.Value("debut_budget_left_fen", budget) == 100'000; });
  EXPECT_EQ(server.Value("debut_budget_allotted_fen", budget), 100'000);
  EXPECT_GT(server.Value("debut_disk_free_bytes"), 0);
  EXPECT_GT(server.Value("process_resident_memory_bytes"), 1e6);
}

TEST_F(MetricsTest, AreOffUnlessAskedFor) {
  const auto server = test::Process::Start({.program = test::ProgramPath("debutd"),
                                            .arguments = {"--data-dir", DataDir("data")},
                                            .directory = directory_.path(),
                                            .name = "debutd"});
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "debutd.port.metrics"));
  EXPECT_THAT((*server)->Log(), Not(HasSubstr("metrics")));
}

TEST_F(MetricsTest, GoAwayWithTheServer) {
  WatchedServer server("debutd", directory_.path(), {"--data-dir", DataDir("data")});
  server.process().Terminate();
  EXPECT_EQ(server.process().WaitExit(), 0) << server.process().LogTail();
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "debutd.port.metrics"));
}

// Everything that the servers ever tell, names only: an embedded one with a budget, and one with a
// certificate and a conflict.
class ServedNamesTest : public MetricsTest {
 protected:
  std::set<std::string> ServedNames() {
    std::set<std::string> names = {"up"};
    const WatchedServer debutd("debutd", directory_.path(), {"--data-dir", DataDir("data")});
    EXPECT_TRUE(AllotBudget(debutd.address(), 1'000).ok());
    EXPECT_FALSE(AllotBudget(debutd.address(), 2'000).ok());
    WaitUntil([&] { return debutd.Value("debut_budget_left_fen") > 0; });
    AddNames(debutd, names);
    const WatchedServer eventlog("debut-eventlog", directory_.path(),
                                 {"--data-dir", DataDir("log")});
    Conflict(eventlog.address());
    EXPECT_EQ(eventlog.Value("debut_log_conflicts_total", {{"tag_prefix", "enterprise"}}), 1);
    AddNames(eventlog, names);
    runtime::testing::TestAuthority authority(directory_.path() / "tls");
    authority.Publish();
    const std::string config = DataDir("tls.txtpb");
    std::ofstream(config)
        << "tls { "
        << authority.Issue("server", {.uri = "debut://service/log?role=reader"}).ShortDebugString()
        << " }";
    const WatchedServer certified("debut-eventlog", directory_.path(),
                                  {"--data-dir", DataDir("tls-log"), "--config", config});
    EXPECT_GT(certified.Value("debut_certificate_expiry_timestamp_seconds"),
              absl::ToUnixSeconds(absl::Now()));
    AddNames(certified, names);
    return names;
  }

 private:
  // Names without the endings of histograms.
  static void AddNames(const WatchedServer& server, std::set<std::string>& names) {
    for (const runtime::Sample& sample : server.Samples()) {
      names.insert(std::regex_replace(sample.name, std::regex("_(bucket|sum|count)$"), ""));
    }
  }

  static void Conflict(const std::string& address) {
    eventstore_grpc::GrpcEventStore log(
        eventstore_grpc::ConnectEventLog(address, grpc::InsecureChannelCredentials()),
        {.metadata = {{"x-debut-principal", "somebody"}}});
    eventstore::Event event;
    event.type = "debut.test.v1.Something";
    event.tags = {"enterprise:E-1"};
    const eventstore::AppendCondition condition{
        .fail_if_matches = {{{.types = {}, .tags = {"enterprise:E-1"}}}}, .after = {}};
    EXPECT_TRUE(log.Append({event}, condition).ok());
    EXPECT_TRUE(absl::IsAborted(log.Append({event}, condition).status()));
  }
};

std::set<std::string> NamesIn(const std::string& text) {
  static const std::regex kName("\\b(debut|grpc_server|process)_[a-z_]+|\\bup\\b");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), kName), end; it != end; ++it) {
    names.insert(std::regex_replace(it->str(), std::regex("_(bucket|sum|count)$"), ""));
  }
  return names;
}

// What alerts and dashboard ask, each a query.
std::string Questions() {
  std::string questions;
  const auto dashboard = nlohmann::json::parse(TextOfSource("deploy/observation/dashboard.json"));
  for (const auto& panel : dashboard.at("panels")) {
    for (const auto& target : panel.value("targets", nlohmann::json::array())) {
      questions += target.at("expr").get<std::string>() + "\n";
    }
  }
  std::istringstream alerts(TextOfSource("deploy/observation/alerts.yml"));
  bool in_question = false;
  for (std::string line; std::getline(alerts, line);) {
    if (line.find(" expr:") != std::string::npos) in_question = true;
    if (line.find(" for:") != std::string::npos || line.find(" labels:") != std::string::npos) {
      in_question = false;
    }
    if (in_question) questions += line + "\n";
  }
  return questions;
}

TEST_F(ServedNamesTest, AreThoseThatDashboardAlertsAndDocumentationName) {
  const std::set<std::string> served = ServedNames();
  std::set<std::string> asked = NamesIn(Questions());
  // Labels that begin like a name.
  for (const char* label : {"grpc_server"}) asked.erase(label);
  EXPECT_GT(asked.size(), 25u);
  const std::string documentation = TextOfSource("docs/observation.md");
  for (const std::string& name : asked) {
    EXPECT_TRUE(served.contains(name)) << name << " is asked for and never served";
  }
  for (const std::string& name : served) {
    if (name.starts_with("exposer_") || name == "up") continue;
    EXPECT_THAT(documentation, HasSubstr("`" + name)) << "docs/observation.md";
  }
  for (const std::string& name : NamesIn(documentation)) {
    EXPECT_TRUE(served.contains(name)) << name << " is in the documentation and never served";
  }
}

TEST(Alerts, HaveASectionInTheRunbookEach) {
  const std::string alerts = TextOfSource("deploy/observation/alerts.yml");
  const std::string runbook = TextOfSource("docs/runbook.md");
  static const std::regex kAlert("- alert: (\\w+)");
  int count = 0;
  for (std::sregex_iterator it(alerts.begin(), alerts.end(), kAlert), end; it != end; ++it) {
    EXPECT_THAT(runbook, HasSubstr("\n### " + (*it)[1].str() + "\n"));
    ++count;
  }
  EXPECT_GT(count, 10);
}

}  // namespace
}  // namespace debut::observation
