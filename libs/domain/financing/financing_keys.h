#pragma once

#include <string>

namespace debut::financing {

// What a loan is in the real world, whatever id it has here: the lender's unified social credit
// code and the contract's number. "loan/" and 32 hex digits of their SHA-256. Full-width
// characters, spaces and small letters in a number make no difference.
std::string LoanKey(const std::string& lender_code, const std::string& contract_number);

// An interest voucher: the lender's code and the voucher's number. "interest/" and 32 hex digits;
// as evidence, it is funded once in the whole system.
std::string InterestVoucherKey(const std::string& lender_code, const std::string& voucher_number);

}  // namespace debut::financing
