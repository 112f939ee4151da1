#pragma once

#include "debut/market/v1/market_service.pb.h"
#include "domain/market/contract_file.h"
#include "domain/market/first_entry_case.h"

namespace debut::market {

v1::Contract ContractOf(const ContractFile& file);
v1::FirstEntryCase FirstEntryCaseOf(const FirstEntryCase& entry);

}  // namespace debut::market
