#pragma once

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace debut::cli::demonstration {

// Writes the lines of an import file, see import_file.h.
class Script {
 public:
  explicit Script(std::ostream& out) : out_(out) {}

  // `reason` empty: the call must be done; else it must be refused for that reason.
  void Call(std::string_view method, std::string_view principal, nlohmann::json request,
            std::string_view reason = "");

  // Calls that are sent at the same moment, and how many of them end how.
  struct Racer {
    std::string method;
    std::string principal;
    nlohmann::json request;
  };
  void Race(const std::vector<Racer>& racers, const std::map<std::string, int>& expected);

  // The lane of the calls that follow; empty: each waits for all above it.
  void Lane(std::string_view lane) { lane_ = lane; }

  void Comment(std::string_view text) { out_ << "# " << text << '\n'; }

 private:
  std::ostream& out_;
  std::string lane_;
};

// The fictional people of the office.
inline constexpr char kRegistrar[] = "张伟";
inline constexpr char kCertifier[] = "王芳";
inline constexpr char kCertificationApprover[] = "刘洋";
inline constexpr char kMarketOfficer[] = "孙丽";
inline constexpr char kBudgetOfficer[] = "何平";
inline constexpr char kClerk[] = "李娜";
inline constexpr char kCalculator[] = "陈静";
inline constexpr char kProposer[] = "赵磊";
inline constexpr char kApprover[] = "周敏";
inline constexpr char kCashier[] = "吴强";
inline constexpr char kClawbackApprover[] = "郑凯";
inline constexpr char kStandardsOfficer[] = "钱进";
inline constexpr char kExchangeOfficer[] = "郑平";
inline constexpr char kPromotionOfficer[] = "冯雪";

// "P-007"
inline std::string Id(std::string_view prefix, int number) {
  return fmt::format("{}-{:03}", prefix, number);
}

// "2021-03-08" and `days` later, within what std::chrono's calendar knows.
std::string DateAfter(std::string_view date, int days);

}  // namespace debut::cli::demonstration
