#include "domain/grants/invoice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::grants {
namespace {

TEST(InvoiceOf, TakesACodeAndANumberHoweverTheyAreTyped) {
  const Invoice invoice{.code = "011002000311", .number = "12345678"};
  EXPECT_EQ(InvoiceOf("011002000311", "12345678"), invoice);
  EXPECT_EQ(InvoiceOf("０１１００２０００３１１", " 1234 5678 "), invoice);
  EXPECT_EQ(InvoiceOf("1100204130", "00000001"),
            (Invoice{.code = "1100204130", .number = "00000001"}));
}

TEST(InvoiceOf, TakesAFullyDigitalOneByItsNumberAlone) {
  EXPECT_EQ(InvoiceOf("", "24112000000012345678"),
            (Invoice{.code = "", .number = "24112000000012345678"}));
}

TEST(InvoiceOf, FindsNothingInOtherLengthsOrLetters) {
  EXPECT_EQ(InvoiceOf("01100200031", "12345678"), std::nullopt);
  EXPECT_EQ(InvoiceOf("011002000311", "1234567"), std::nullopt);
  EXPECT_EQ(InvoiceOf("01100200031O", "12345678"), std::nullopt);
  EXPECT_EQ(InvoiceOf("", "12345678"), std::nullopt);
  EXPECT_EQ(InvoiceOf("011002000311", "24112000000012345678"), std::nullopt);
  EXPECT_EQ(InvoiceOf("", ""), std::nullopt);
}

TEST(InvoiceKey, TellsInvoicesApartByCodeAndNumber) {
  EXPECT_EQ(InvoiceKey({.code = "1100204130", .number = "00000001"}),
            "invoice/1100204130/00000001");
  EXPECT_EQ(InvoiceKey({.code = "", .number = "24112000000012345678"}),
            "invoice/24112000000012345678");
}

}  // namespace
}  // namespace debut::grants
