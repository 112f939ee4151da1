#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "projection/projector.h"

namespace debut::readmodels {

// What a read model is: its projector, and the message of each of its tables, by letter.
struct ModelKind {
  std::unique_ptr<const projection::Projector> projector;
  std::map<char, const google::protobuf::Descriptor*> tables;
};

// Every read model, in order of their names.
std::vector<ModelKind> AllModelKinds();

// A row as one line of JSON; of a table that this program doesn't know, its size. `key`: the
// table's letter and the row's key.
std::string RowJson(const ModelKind& kind, const std::string& key, const std::string& bytes);

}  // namespace debut::readmodels
