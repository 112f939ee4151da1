#pragma once

#include <string>
#include <string_view>

#include "debut/grants/v1/grants_service.pb.h"
#include "debut/policy/v1/measure.pb.h"
#include "debut/policy/v1/sheet.pb.h"

namespace debut::cli {

// Chinese for what the contract names in English; the English short name where there is none.
std::string ChineseOf(policy::v1::Measure measure);
std::string ChineseOf(grants::v1::ClaimState state);
std::string ChineseOf(policy::v1::StepKind kind);

// "contract_amount" is 合同金额.
std::string ChineseOfInput(const std::string& input_name);

// "3 首次进入市场 FIRST_MARKET_ENTRY"
std::string BothNamesOf(policy::v1::Measure measure);

}  // namespace debut::cli
