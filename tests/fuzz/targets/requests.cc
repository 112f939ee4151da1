// Requests of every kind to all services over gRPC, on the story of a claim that has come to some
// state: each is carried out once, or refused without a trace, and every read model can follow.
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "debut/registry/v1/registry_service.grpc.pb.h"
#include "domain/grants/testing/histories.h"
#include "projection/row_digest.h"
#include "services/debut/client.h"
#include "services/debut/methods.h"
#include "services/debutd/contexts.h"
#include "services/readmodels/model_kinds.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/request_maker.h"
#include "tests/fuzz/target.h"
#include "tests/support/service_in_process.h"

namespace debut::fuzz {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::util::MessageDifferencer;

constexpr int kCallsMax = 12;
constexpr std::int64_t kNow = 1'656'604'800;  // 2022-07-01 in Shanghai.
constexpr int kFirstService = 2;              // Behind the log's own.

using Server = test::ServiceInProcess<registry::v1::RegistryService>;

// All but the log's own, and the read models, which are folded at the end.
std::vector<runtime::MakeService> Services() {
  std::vector<runtime::MakeService> services = debutd::AllServices();
  services.erase(services.begin(), services.begin() + kFirstService);
  services.pop_back();
  return services;
}

const RequestMaker& Maker() {
  static const auto* const maker = [] {
    std::vector<const MethodDescriptor*> methods = cli::AllMethods();
    std::erase_if(methods, [](const MethodDescriptor* method) {
      const std::string& package = method->file()->package();
      return method->server_streaming() || package == "debut.readmodels.v1" ||
             package == "debut.eventlog.v1";
    });
    return new RequestMaker(methods);
  }();
  return *maker;
}

bool IsFault(absl::StatusCode code) {
  using enum absl::StatusCode;
  return code == kUnknown || code == kInternal || code == kDataLoss || code == kUnimplemented ||
         code == kUnavailable || code == kDeadlineExceeded;
}

void Try(const FuzzedCall& call, const cli::Client& client, Server& server) {
  const std::string what = call.method->full_name() + " " + call.request->ShortDebugString() + ": ";
  const std::uint64_t before = server.EventsCount();
  const auto send = [&](google::protobuf::Message& response) {
    return client.CallAs(call.principal, cli::PathOf(*call.method), *call.request, response);
  };
  const auto response = cli::NewMessage(*call.method->output_type());
  const absl::Status done = send(*response);
  ENSURE(!IsFault(done.code()), what + done.ToString());
  rpc::v1::BadRequest fields;
  ENSURE(!absl::IsInvalidArgument(done) ||
             (runtime::ReadDetail(done, fields) && fields.field_violations_size() > 0),
         what + "no field is named: " + done.ToString());
  ENSURE(done.ok() || server.EventsCount() == before, what + "was refused and recorded");
  if (!done.ok() || call.method->input_type()->FindFieldByName("request_id") == nullptr) return;
  const std::uint64_t after = server.EventsCount();
  const auto again = cli::NewMessage(*call.method->output_type());
  const absl::Status repeated = send(*again);
  ENSURE(repeated.ok() && server.EventsCount() == after, what + "was not the same the second time");
}

void FoldModels(const Server& server) {
  static const auto* const kinds = new auto(readmodels::AllModelKinds());
  const auto head = server.store().Head();
  for (const readmodels::ModelKind& kind : *kinds) {
    const auto rows = projection::RowsAt(server.store(), *kind.projector, *head);
    ENSURE(rows.ok(), "a read model can't follow: " + rows.status().ToString());
  }
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut;
  fuzz::FuzzedBytes choices(bytes, size);
  const auto& states = *grants::v1::ClaimState_descriptor();
  const int state = states.value(choices.Byte() % states.value_count())->number();
  auto services = fuzz::Services();
  const runtime::MakeService first = services.front();
  services.erase(services.begin());
  fuzz::Server server(first, absl::FromUnixSeconds(fuzz::kNow), services);
  server.GivenEvents(grants::testing::Until(static_cast<grants::v1::ClaimState>(state)));
  const cli::Client client({{"", server.address()}}, "", absl::Seconds(30));
  for (int i = 0; i < fuzz::kCallsMax && !choices.AtEnd(); ++i) {
    fuzz::Try(fuzz::Maker().Next(choices), client, server);
  }
  fuzz::FoldModels(server);
  return 0;
}
