#include "tests/architecture/mechanism.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace debut::architecture {
namespace {

constexpr std::string_view kFolder = "libs/domain/grants/";
constexpr std::array<std::string_view, 7> kOwnFiles = {
    "first_market_entry", "insurance", "exchange", "financing", "standards", "measures.h", "guide"};
// Types, contexts and numbers of the measures with money.
constexpr std::array<std::string_view, 15> kMeasureNames = {"Standards",
                                                            "FirstMarketEntry",
                                                            "Insurance",
                                                            "InternationalExchange",
                                                            "Financing",
                                                            "standards",
                                                            "market",
                                                            "insurance",
                                                            "exchange",
                                                            "financing",
                                                            "MEASURE_STANDARDS",
                                                            "MEASURE_FIRST_MARKET_ENTRY",
                                                            "MEASURE_INSURANCE",
                                                            "MEASURE_INTERNATIONAL_EXCHANGE",
                                                            "MEASURE_FINANCING"};

bool IsOfTheMechanism(const SourceFile& file) {
  if (!file.IsUnder(kFolder) || !file.IsCpp() || file.IsTest()) return false;
  const std::string_view name = std::string_view(file.path).substr(kFolder.size());
  return std::ranges::none_of(kOwnFiles,
                              [&](std::string_view own) { return name.starts_with(own); });
}

}  // namespace

Findings MechanismFindings(const SourceFile& file) {
  Findings findings;
  if (!IsOfTheMechanism(file)) return findings;
  for (const Token& token : Tokenize(file)) {
    if (token.text.starts_with("std::")) continue;
    for (const std::string_view name : kMeasureNames) {
      if (!HasPart(token.text, name)) continue;
      findings.push_back(
          {file.path, token.line, fmt::format("the mechanism names a measure: {}", token.text)});
    }
  }
  return findings;
}

}  // namespace debut::architecture
