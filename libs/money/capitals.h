#pragma once

#include <string>

#include "money/fen.h"

namespace debut::money {

// The amount in the capital numerals of Chinese bills and vouchers (支付结算办法, annex 1):
// 2,000,000 贰佰万元整; 1,409.50 壹仟肆佰零玖元伍角; 107,000.53 壹拾万柒仟元零伍角叁分.
// One 零 stands for each run of zeros inside the number and for a missing 元 or 角 place before a
// non-zero one; 整 ends an amount of whole yuan only. A negative amount begins with 负. Total.
std::string RmbCapitals(Fen amount);

}  // namespace debut::money
