#include "services/debut/demonstration/script.h"

#include "absl/time/civil_time.h"
#include "base/ensure.h"

namespace debut::cli::demonstration {

using nlohmann::json;

void Script::Call(std::string_view method, std::string_view principal, json request,
                  std::string_view reason) {
  json line = {{"call", method}, {"as", principal}, {"request", std::move(request)}};
  if (!reason.empty()) line["expect"] = reason;
  if (!lane_.empty()) line["lane"] = lane_;
  out_ << line.dump() << '\n';
}

void Script::Race(const std::vector<Racer>& racers, const std::map<std::string, int>& expected) {
  json line = {{"race", json::array()}, {"expect", expected}};
  for (const Racer& racer : racers)
    line["race"].push_back(
        {{"call", racer.method}, {"as", racer.principal}, {"request", racer.request}});
  out_ << line.dump() << '\n';
}

std::string DateAfter(std::string_view date, int days) {
  absl::CivilDay day;
  ENSURE(absl::ParseCivilTime(std::string(date), &day), date);
  return absl::FormatCivilTime(day + days);
}

}  // namespace debut::cli::demonstration
