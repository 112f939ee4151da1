#pragma once

#include "debut/financing/v1/financing_service.pb.h"
#include "domain/financing/loan_file.h"

namespace debut::financing {

v1::Loan LoanOf(const LoanFile& file);

// What normal interest was paid on the loan, and came back, in a limit year.
v1::LoanInterest InterestOf(const LoanFile& file, std::uint32_t limit_year);

}  // namespace debut::financing
