#include "services/debut/sheet_text.h"

#include <fmt/format.h>

#include <set>

#include "money/capitals.h"
#include "money/ratio.h"
#include "services/debut/list_output.h"
#include "services/debut/wording.h"

namespace debut::cli {
namespace {

using Align = Table::Align;

std::string LimitText(const policy::v1::SheetStep& step) {
  if (step.denominator() > 0)
    return "× " + money::FormatRatio(money::Ratio(step.numerator(), step.denominator()));
  if (step.kind() == policy::v1::STEP_KIND_SUM) return "";
  if (step.kind() == policy::v1::STEP_KIND_DIFFERENCE) return "− " + Amount(step.limit_fen());
  return step.unlimited() ? "no limit" : "≤ " + Amount(step.limit_fen());
}

std::string Both(const std::string& chinese, const std::string& english) {
  return chinese == english ? english : chinese + " " + english;
}

std::string AwardText(const policy::v1::CalculationSheet& sheet) {
  std::string text = fmt::format("拟支持金额 Award  {}元  人民币{}\n", Amount(sheet.award_fen()),
                                 money::RmbCapitals(money::Fen(sheet.award_fen())));
  if (!sheet.cap_key().empty()) {
    text += fmt::format("限额 Cap      {}: used {} → {}\n", sheet.cap_key(),
                        Amount(sheet.cap_used_before_fen()), Amount(sheet.cap_used_after_fen()));
  }
  if (!sheet.budget_id().empty()) {
    text +=
        fmt::format("预算 Budget   {}: left {} → {}\n", sheet.budget_id(),
                    Amount(sheet.budget_left_before_fen()), Amount(sheet.budget_left_after_fen()));
  }
  return text;
}

// In the order in which the sheet names them first.
std::vector<std::string> ArticlesOf(const policy::v1::CalculationSheet& sheet) {
  std::vector<std::string> articles;
  std::set<std::string> seen;
  const auto add = [&](const std::string& article) {
    if (!article.empty() && seen.insert(article).second) articles.push_back(article);
  };
  for (const auto& input : sheet.inputs()) add(input.article());
  for (const auto& step : sheet.steps()) add(step.article());
  return articles;
}

std::string ArticleText(const std::string& id, const policy::v1::PolicyVersion& version) {
  for (const policy::v1::Article& article : version.articles()) {
    if (article.id() != id) continue;
    return fmt::format("  [{}] {} ({})\n      {}\n", id, article.text_zh(),
                       ShortName(article.authority()), article.text_en());
  }
  return fmt::format("  [{}] not in this version\n", id);
}

}  // namespace

std::string SheetText(const policy::v1::CalculationSheet& sheet) {
  Table inputs({{"依据 INPUT"}, {"OF"}, {"VALUE", Align::kRight}, {"ARTICLE"}, {"POSITIONS"}});
  for (const auto& input : sheet.inputs()) {
    inputs.Add({Both(ChineseOfInput(input.name()), input.name()), input.subject(),
                input.text().empty() ? Amount(input.amount_fen()) : input.text(), input.article(),
                fmt::format("{}", fmt::join(input.positions(), " "))});
  }
  Table steps(
      {{"步骤 STEP"}, {"BEFORE", Align::kRight}, {""}, {"AFTER", Align::kRight}, {"ARTICLE"}});
  for (const auto& step : sheet.steps()) {
    steps.Add({Both(ChineseOf(step.kind()), ShortName(step.kind())), Amount(step.before_fen()),
               LimitText(step), Amount(step.after_fen()), step.article()});
  }
  return fmt::format("计算书 Calculation sheet  policy {}, adopted at position {}\n{}\n{}{}",
                     sheet.policy_version_id(), sheet.policy_position(), inputs.Render(),
                     steps.Render(), AwardText(sheet));
}

std::string ExplainedSheet(const policy::v1::CalculationSheet& sheet,
                           const policy::v1::PolicyVersion& version) {
  std::string text = fmt::format("{}\n政策 Policy  {}  ({}, {})\n", SheetText(sheet),
                                 version.title(), version.issuer(), version.issued_date());
  for (const std::string& article : ArticlesOf(sheet)) text += ArticleText(article, version);
  return text;
}

}  // namespace debut::cli
