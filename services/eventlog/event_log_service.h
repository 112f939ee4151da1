#pragma once

#include "eventstore/raw_log.h"
#include "runtime/reception.h"
#include "runtime/service_host.h"

namespace debut::eventlog {

// debut.eventlog.v1.EventLogService over a log, on gRPC's callback API: an append parks no thread,
// reads run on kReadThreads, idle subscriptions share one thread, and entries go out as they are
// stored. Limits: limits.h. Both arguments outlive the service.
runtime::HostedService MakeEventLogService(eventstore::RawLog& log,
                                           const runtime::Reception& reception);

}  // namespace debut::eventlog
