#pragma once

#include <string>

namespace debut::cli::demonstration {

// The dates of a demonstration year: the assessment, the market, the round of measure 3.
struct YearDates {
  int year = 0;
  std::string research_completed_date;
  std::string accepted_date;
  std::string report_date;
  std::string assigned_date;
  std::string certified_date;
  std::string edition_date;
  std::string signed_date;    // Of the first contracts, or up to three weeks later.
  std::string received_date;  // Of what was paid on them.
  std::string case_date;
  std::string round_opens_date;
  std::string round_closes_date;
  std::string submitted_date;
  std::string proposed_date;
  std::string notice_date;  // The notice opens, and
  std::string closed_date;  // closes after five working days.
  std::string settled_date;
};

inline YearDates DatesOf2020() {
  return {.year = 2020,
          .research_completed_date = "2020-03-31",
          .accepted_date = "2020-09-25",
          .report_date = "2020-10-12",
          .assigned_date = "2020-10-15",
          .certified_date = "2020-11-02",
          .edition_date = "2020-11-16",
          .signed_date = "2020-11-18",
          .received_date = "2020-12-18",
          .case_date = "2020-12-21",
          .round_opens_date = "2020-12-21",
          .round_closes_date = "2020-12-31",
          .submitted_date = "2020-12-28",
          .proposed_date = "2021-01-18",
          .notice_date = "2021-01-19",
          .closed_date = "2021-01-27",
          .settled_date = "2021-02-05"};
}

inline YearDates DatesOf2021() {
  return {.year = 2021,
          .research_completed_date = "2020-06-30",
          .accepted_date = "2021-01-11",
          .report_date = "2021-01-20",
          .assigned_date = "2021-01-25",
          .certified_date = "2021-02-08",
          .edition_date = "2021-03-01",
          .signed_date = "2021-03-08",
          .received_date = "2021-05-28",
          .case_date = "2021-05-31",
          .round_opens_date = "2021-06-01",
          .round_closes_date = "2021-06-30",
          .submitted_date = "2021-06-10",
          .proposed_date = "2021-07-05",
          .notice_date = "2021-07-06",
          .closed_date = "2021-07-14",
          .settled_date = "2021-07-28"};
}

inline YearDates DatesOf2022() {
  return {.year = 2022,
          .research_completed_date = "2021-06-30",
          .accepted_date = "2022-01-10",
          .report_date = "2022-01-19",
          .assigned_date = "2022-01-24",
          .certified_date = "2022-02-07",
          .edition_date = "2022-03-01",
          .signed_date = "2022-03-07",
          .received_date = "2022-05-27",
          .case_date = "2022-05-30",
          .round_opens_date = "2022-06-01",
          .round_closes_date = "2022-06-30",
          .submitted_date = "2022-06-10",
          .proposed_date = "2022-07-05",
          .notice_date = "2022-07-06",
          .closed_date = "2022-07-14",
          .settled_date = "2022-07-28"};
}

}  // namespace debut::cli::demonstration
