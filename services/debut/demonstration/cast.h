#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace debut::cli::demonstration {

// A fictional maker or buyer with a valid unified social credit code.
struct Party {
  std::string id;
  std::string credit_code;
  std::string name;
  std::string kind;  // Of debut.registry.v1.PartyKind.
};

// 91 110108 MA0000001: an enterprise registered in Haidian, unless another division of GB/T 2260 is
// named; the check digit is computed.
std::string CreditCode(std::string_view kind, int number, std::string_view division = "110108");

struct Contract {
  std::string id;
  std::string buyer_id;
  std::string signed_date;
  std::int64_t amount_fen = 0;  // 0: follows from the price in dollars.
  std::int64_t received_fen = 0;
  std::int64_t us_cents = 0;
};

// A fictional product and the first contracts that sold it: all with one end user.
struct Product {
  std::string id;
  std::string maker_id;
  std::string name;
  std::string level;  // Of debut.certification.v1.Level, and so on.
  std::string type;
  std::string field;
  std::vector<Contract> contracts;
};

struct Cast {
  std::vector<Party> makers;
  std::vector<Party> buyers;
  std::vector<Product> products;
};

inline constexpr int kMakersCount = 64;
inline constexpr int kBuyersCount = 24;
inline constexpr int kProductsCount = 84;
inline constexpr int kHalfPaid = 83;        // Too little was received to pay the subsidy.
inline constexpr int kNotSold = 84;         // Listed, without a first contract that counts.
inline constexpr int kRacers[] = {81, 82};  // The products whose claims race for a budget.

// The same for the same seed. The first products have the amounts at which a cap is reached
// exactly, missed by one fen, or reached by several contracts together; the others are drawn.
Cast MakeCast(std::uint64_t seed);

}  // namespace debut::cli::demonstration
