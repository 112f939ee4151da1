#include "services/debut/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "services/debut/output.h"

namespace debut::cli {
namespace {

// By the short name, so that a value which the contract gains later is still named, in English.
std::string Find(const std::map<std::string_view, std::string_view>& words,
                 const std::string& name) {
  const auto found = words.find(name);
  return found == words.end() ? name : std::string(found->second);
}

}  // namespace

std::string ChineseOf(policy::v1::Measure measure) {
  static const std::map<std::string_view, std::string_view> words = {
      {"CERTIFICATION", "检测评定"},
      {"STANDARDS", "标准创制"},
      {"FIRST_MARKET_ENTRY", "首次进入市场"},
      {"INSURANCE", "保险补偿"},
      {"PROMOTION", "应用推广"},
      {"INTERNATIONAL_EXCHANGE", "国际交流"},
      {"FINANCING", "融资支持"}};
  return Find(words, ShortName(measure));
}

std::string ChineseOf(grants::v1::ClaimState state) {
  static const std::map<std::string_view, std::string_view> words = {
      {"SUBMITTED", "已提交"},
      {"ACCEPTED", "已受理"},
      {"REFUSED", "不予受理"},
      {"WITHDRAWN", "已撤回"},
      {"COMPUTED", "已计算"},
      {"PROPOSED", "拟支持"},
      {"NOTICE_OPEN", "公示中"},
      {"NOTICE_CLOSED", "公示期满"},
      {"GRANTED", "已批准"},
      {"ORDERED", "已下达"},
      {"PAID", "已拨付"},
      {"PAYMENT_RETURNED", "银行退回"},
      {"CORRECTION_ASKED", "待补正"},
      {"SUSPENDED", "已中止"},
      {"ARCHIVED", "已归档"},
      {"DECIDED", "主任办公会已审定"},
      {"PERFORMANCE_REPORTED", "已报绩效"},
      {"CLAWBACK_PROPOSED", "拟追回"},
      {"CLAWBACK_APPROVED", "批准追回"},
      {"PARTLY_RECOVERED", "部分追回"},
      {"RECOVERED", "已追回"},
      {"WRITTEN_OFF", "已核销"},
      {"NOTICE_VOIDED", "公示作废"}};
  return Find(words, ShortName(state));
}

std::string ChineseOf(policy::v1::StepKind kind) {
  static const std::map<std::string_view, std::string_view> words = {
      {"SUM", "合计"},          {"RATE", "按比例"},       {"CAP", "不超过限额"},
      {"ROOM", "不超过余额"},   {"BUDGET", "不超过预算"}, {"DIFFERENCE", "减已支持"},
      {"REDUCTION", "预算调减"}};
  return Find(words, ShortName(kind));
}

std::string ChineseOfInput(const std::string& input_name) {
  static const std::map<std::string_view, std::string_view> words = {
      {"contract_amount", "合同金额"},
      {"product_level", "产品级别"},
      {"premium_net", "净保险费"},
      {"interest_net", "净正常利息"},
      {"reward", "奖励"},
      {"premium", "保险费"},
      {"premium_paid", "已缴保险费"},
      {"premium_refunded", "退还保险费"},
      {"interest_paid", "已付利息"},
      {"normal_interest", "正常利息"},
      {"expense", "费用"}};
  return Find(words, input_name);
}

std::string BothNamesOf(policy::v1::Measure measure) {
  return fmt::format("{} {} {}", static_cast<int>(measure), ChineseOf(measure), ShortName(measure));
}

}  // namespace debut::cli
