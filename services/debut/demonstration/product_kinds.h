#pragma once

#include <array>
#include <cstddef>

// What every product of the demonstration has one of, by the names of the contract.
namespace debut::cli::demonstration {

inline constexpr std::array kFields = {"FIELD_AI_AND_NEW_GENERATION_IT",
                                       "FIELD_BIO_HEALTH",
                                       "FIELD_INTEGRATED_CIRCUITS",
                                       "FIELD_FIFTH_GENERATION_MOBILE",
                                       "FIELD_INDUSTRIAL_INTERNET",
                                       "FIELD_INTELLIGENT_EQUIPMENT_AND_ADVANCED_MANUFACTURING",
                                       "FIELD_RAIL_TRANSIT",
                                       "FIELD_INTELLIGENT_TRANSPORT",
                                       "FIELD_ENERGY_SAVING_AND_NEW_ENERGY",
                                       "FIELD_NEW_MATERIALS"};
inline constexpr std::array kTypes = {"PRODUCT_TYPE_BASIC_PRINCIPLE",
                                      "PRODUCT_TYPE_CORE_TECHNOLOGY",
                                      "PRODUCT_TYPE_PRODUCT_FUNCTION"};

// Of a list without an end: behind its last it begins again.
template <typename List, typename Index>
auto Pick(const List& list, Index index) {
  return list[static_cast<std::size_t>(index) % list.size()];
}

}  // namespace debut::cli::demonstration
