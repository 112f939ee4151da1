#pragma once

#include <memory>
#include <vector>

#include "eventstore/event_store.h"
#include "eventstore_rocksdb/postings.h"

namespace debut::eventstore_rocksdb {

class TypeDictionary;

// The positions that an item matches: the intersection of its tags' posting lists, or the union of
// its types'. Null if it can match nothing (a type that no event has had). The item's own `after`
// is honoured. `reader` outlives the cursor.
std::unique_ptr<PositionCursor> NewItemCursor(const eventstore::QueryItem& item,
                                              const TypeDictionary& types,
                                              eventstore::Direction direction,
                                              PostingReader& reader);

// The positions that any item matches. Null if none can. Requires at least one item.
std::unique_ptr<PositionCursor> NewQueryCursor(const eventstore::Query& query,
                                               const TypeDictionary& types,
                                               eventstore::Direction direction,
                                               PostingReader& reader);

}  // namespace debut::eventstore_rocksdb
