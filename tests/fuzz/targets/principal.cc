// How callers say who they are, and what else stands in headers and URIs.
#include <nlohmann/json.hpp>

#include "eventstore/plain_text.h"
#include "runtime/config.h"
#include "runtime/field_errors.h"
#include "runtime/paid_moment.h"
#include "runtime/peer_certificates.h"
#include "runtime/text.h"
#include "tests/fuzz/quiet_protobuf.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

std::string UriOf(const runtime::PeerCertificate& certificate) {
  const bool person = certificate.kind == runtime::PeerKind::kPerson;
  std::string uri = person ? "debut://person/" : "debut://service/";
  uri += runtime::PercentEncode(certificate.name);
  char separator = '?';
  for (const std::string& role : certificate.roles) {
    uri += separator + ("role=" + role);
    separator = '&';
  }
  return uri;
}

void TryUri(std::string_view uri) {
  const auto account = runtime::ReadPrincipalUri(uri);
  if (!account.ok()) return;
  ENSURE(!account->name.empty() && eventstore::IsPlainText(account->name), "a name isn't plain");
  const auto again = runtime::ReadPrincipalUri(UriOf(*account));
  ENSURE(again.ok() && again->name == account->name && again->roles == account->roles,
         "an account reads back as another");
  // Roles may stand in any order; nothing else may differ.
  ENSURE(UriOf(*account).size() == uri.size(), "an account has two forms");
}

void TryText(std::string_view text) {
  ENSURE(runtime::PercentDecode(runtime::PercentEncode(text)) == text, "percent signs lose bytes");
  const std::string decoded = runtime::PercentDecode(text);
  ENSURE(decoded.size() <= text.size(), "decoding adds bytes");
  const auto json = nlohmann::json::parse("\"" + runtime::JsonEscape(text) + "\"", nullptr, false);
  ENSURE(json.is_string(), "escaped text isn't JSON");
  const bool plain = eventstore::IsPlainText(text);
  ENSURE(!plain || json.get<std::string>() == text, "escaped text is another");
  // nlohmann reads UTF-8 by an automaton of its own.
  const bool utf8 =
      !nlohmann::json::parse("\"" + runtime::PercentDecode(text) + "\"", nullptr, false)
           .is_discarded();
  const bool quotes = decoded.find_first_of("\"\\") != std::string::npos;
  ENSURE(quotes || !eventstore::IsPlainText(decoded) || utf8, "plain text isn't UTF-8");
  for (const std::size_t bytes_max : {std::size_t{0}, std::size_t{5}, text.size() / 2}) {
    const std::string bounded = runtime::Bounded(text, bytes_max);
    ENSURE(bounded.size() <= bytes_max && (!plain || eventstore::IsPlainText(bounded)),
           "bounded text is too long or cut within a character");
  }
}

void TryFields(const std::string& text) {
  runtime::FieldErrors errors;
  errors.Id("id", text);
  const bool is_id = errors.ok();
  errors.Text("text", text);
  errors.OptionalDate("date", text);
  ENSURE(!is_id || eventstore::IsPlainText(text), "an id isn't plain text");
  errors.ToStatus().IgnoreError();
  runtime::FieldErrors moments;
  const auto moment = runtime::ReadPaidMoment(moments, text, "", base::SystemClock());
  if (!moments.ok() || moment.time.empty()) return;
  absl::Time time;
  std::string error;
  ENSURE(absl::ParseTime(absl::RFC3339_full, moment.time, &time, &error) &&
             calendar::DateInShanghai(time) == moment.date,
         "a moment isn't on its day");
}

void TryEndpoint(const std::string& text) {
  const auto endpoint = runtime::ParseEndpoint(text);
  if (!endpoint) return;
  ENSURE(!endpoint->host.empty() && endpoint->port >= 0 && endpoint->port <= 65'535, "bad address");
  runtime::IsLoopback(*endpoint);
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(debut::fuzz::TextOf(bytes, size));
  debut::fuzz::TryUri(text);
  debut::fuzz::TryText(text);
  debut::fuzz::TryFields(text);
  debut::fuzz::TryEndpoint(text);
  return 0;
}
