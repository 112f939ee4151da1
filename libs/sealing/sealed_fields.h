#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "debut/options/v1/sealed.pb.h"
#include "eventstore/event.h"

// Which fields of which facts are sealed, and for whom: what the contract says
// (debut/options/v1/sealed.proto), read by reflection.
namespace debut::sealing {

// What a fact says of a text that is sealed. Empty: there is no text.
struct SealedValue {
  std::string digest = {};
  std::string keyed_hash = {};

  bool empty() const { return digest.empty(); }
  // As far as the keyed hashes tell: always, within one subject.
  bool HasSameTextAs(const SealedValue& other) const { return keyed_hash == other.keyed_hash; }
  bool operator==(const SealedValue&) const = default;
};

SealedValue ValueOf(const options::v1::SealedText& sealed);
options::v1::SealedText TextOf(const SealedValue& value);

// The facts with sealed fields, in the order of their names. A test compares them with the whole
// contract.
const std::vector<const google::protobuf::Descriptor*>& SealedFacts();
std::vector<std::string> SealedFactTypes();

// By its full name; null: it is no sealed field of a fact.
const google::protobuf::FieldDescriptor* FindSealedField(std::string_view full_name);

// "contact:CT-1": whom a field is about, in the fact whose tag has this value.
std::string SubjectOf(const google::protobuf::FieldDescriptor& field, std::string_view id);

// Whether it has the form of one: the tag of a sealed field, a colon, an id.
bool IsSubject(std::string_view subject);

std::vector<std::string> ReadersOf(const google::protobuf::FieldDescriptor& field);

// A sealed field that an event holds.
struct SealedField {
  const google::protobuf::FieldDescriptor* field = nullptr;
  std::string subject = {};
  SealedValue value = {};
  std::string date = {};  // Of the fact: its first field whose name ends in "_date".
};

// In the order of the fields; none if the event's type has none. DATA_LOSS: it does not parse.
absl::StatusOr<std::vector<SealedField>> SealedFieldsIn(const eventstore::Event& event);

}  // namespace debut::sealing
