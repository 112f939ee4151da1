#pragma once

#include "debut/exchange/v1/exchange_service.pb.h"
#include "domain/exchange/event_file.h"
#include "domain/exchange/expense_file.h"

namespace debut::exchange {

v1::ExchangeEvent EventOf(const EventFile& file);
v1::Expense ExpenseOf(const ExpenseFile& file);

}  // namespace debut::exchange
