#pragma once

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "runtime/principal.h"
#include "runtime/scrape.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"

namespace debut::observation {

// A server program with its metrics, both on free ports of the loopback.
class WatchedServer {
 public:
  WatchedServer(const std::string& program, const std::filesystem::path& directory,
                std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--metrics", "127.0.0.1:0"});
    auto process = test::Process::Start({.program = test::ProgramPath(program),
                                         .arguments = std::move(arguments),
                                         .directory = directory,
                                         .name = program});
    ENSURE(process.ok(), process.status().ToString());
    process_ = *std::move(process);
    int port = 0;
    std::ifstream(directory / (program + ".port.metrics")) >> port;
    metrics_address_ = "127.0.0.1:" + std::to_string(port);
  }

  test::Process& process() { return *process_; }
  const std::string& address() const { return process_->address(); }
  const std::string& metrics_address() const { return metrics_address_; }

  std::vector<runtime::Sample> Samples() const {
    const auto samples = runtime::Scrape(metrics_address_, absl::Seconds(30));
    EXPECT_TRUE(samples.ok()) << samples.status();
    return samples.value_or(std::vector<runtime::Sample>());
  }

  // The sum of the samples of this name that have all of these labels.
  double Value(const std::string& name,
               const std::map<std::string, std::string>& labels = {}) const {
    double sum = 0;
    for (const runtime::Sample& sample : Samples()) {
      bool fits = sample.name == name;
      for (const auto& [label, value] : labels) {
        const auto found = sample.labels.find(label);
        fits = fits && found != sample.labels.end() && found->second == value;
      }
      if (fits) sum += sample.value;
    }
    return sum;
  }

 private:
  std::unique_ptr<test::Process> process_;
  std::string metrics_address_;
};

// Allots a budget of `yuan` to the measure of loans' interest; `trace_parent` may be empty.
inline grpc::Status AllotBudget(const std::string& address, std::int64_t yuan,
                                const std::string& request_id = "R-1",
                                const std::string& trace_parent = "") {
  const auto stub = grants::v1::GrantsService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grants::v1::AllotBudgetRequest request;
  request.set_request_id(request_id);
  request.set_measure(policy::v1::MEASURE_FINANCING);
  request.set_budget_year(2021);
  request.set_amount_fen(yuan * 100);
  request.set_document("D-1");
  request.set_allotted_date("2021-01-04");
  grpc::ClientContext context;
  runtime::SetPrincipal(context, "王芳");
  if (!trace_parent.empty()) context.AddMetadata("traceparent", trace_parent);
  grants::v1::AllotBudgetResponse response;
  return stub->AllotBudget(&context, request, &response);
}

}  // namespace debut::observation
