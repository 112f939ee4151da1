#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/status_macros.h"
#include "debut/policy/v1/measure.pb.h"
#include "money/amount_text.h"
#include "services/debut/output.h"
#include "services/debut/paging.h"
#include "services/debut/table.h"

namespace debut::cli {

inline constexpr char kReadModels[] = "debut.readmodels.v1.ReadModelsService/";

inline std::string Amount(std::int64_t fen) { return money::FormatAmount(money::Fen(fen)); }

// "3 FIRST_MARKET_ENTRY": the number in the policy and the name.
inline std::string MeasureText(policy::v1::Measure measure) {
  return fmt::format("{} {}", static_cast<int>(measure), ShortName(measure));
}

// The enum value that an option names; unspecified if it was not given. INVALID_ARGUMENT names the
// option.
template <typename E>
absl::Status SetEnum(const std::string& option, const std::string& text, E& value) {
  if (text.empty()) return absl::OkStatus();
  int number = 0;
  RETURN_IF_ERROR(
      base::Annotate(ParseEnum(*google::protobuf::GetEnumDescriptor<E>(), text, number), option));
  value = static_cast<E>(number);
  return absl::OkStatus();
}

// Prints every page of a list: rows of a table for people, an object a line for machines. `method`:
// "debut.grants.v1.GrantsService/ListX"; without a service, one of the read models.
// `rows(response)`: its rows; `cells(row)`: those of one.
template <typename Response, typename Request, typename Rows, typename Cells>
absl::Status PrintList(Session& session, const std::string& method, const Request& request,
                       Table table, Rows rows, Cells cells) {
  const bool named = method.find('/') != std::string::npos;
  std::uint64_t position = 0;
  std::size_t count = 0;
  RETURN_IF_ERROR(ForEachPage<Response>(session, named ? method : kReadModels + method, request,
                                        [&](const Response& response) {
                                          position = response.position();
                                          for (const auto& row : rows(response)) {
                                            ++count;
                                            if (session.json())
                                              fmt::print("{}\n", ToJson(row));
                                            else
                                              table.Add(cells(row));
                                          }
                                        }));
  if (!session.json())
    fmt::print("{}{} rows, as of position {}\n", table.Render(), count, position);
  return absl::OkStatus();
}

}  // namespace debut::cli
