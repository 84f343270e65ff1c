#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "csx/metrics/facts.hpp"
#include "csx/report/reports.hpp"
#include "session.hpp"

/// What the commands of `csx report` share.
namespace csx::cli {

/// A folder that was read, its clocks, and what a report is written from.
struct Reporting {
  std::shared_ptr<const Session> session;
  sla::Clocks clocks;
  report::ReportInput input;

  Reporting(std::shared_ptr<const Session> opened, sla::Clocks measured, model::Language language)
      : session(std::move(opened)),
        clocks(std::move(measured)),
        input{session->data, clocks, session->as_of, session->today, language} {}
};

enum class ClocksWanted : unsigned char { none, all };

/// Opens the folder and measures its clocks: all, none, or those of one account. *Errors*: as of
/// open_session.
Result<std::shared_ptr<const Reporting>> open_reporting(Context& context, ClocksWanted wanted);

/// The same for reports that rest on metrics.
struct Measuring {
  std::shared_ptr<const Session> session;
  metrics::Facts facts;
  report::ReportInput input;

  Measuring(std::shared_ptr<const Session> opened, model::Language language)
      : session(std::move(opened)),
        facts(session->data, session->as_of),
        input{session->data, facts.clocks(), session->as_of, session->today, language} {}
};

/// *Errors*: as of open_session.
Result<std::shared_ptr<const Measuring>> open_measuring(Context& context);

/// As read_period, of what has begun: a report tells what happened. *Errors*: usage.
Result<time::Period> read_begun_period(const std::optional<std::string>& said, std::string_view otherwise,
                                       time::Date today);

/// The argument ACCOUNT.
Option account_argument(std::optional<std::string>& id);

/// `padaria-aurora` or `account/padaria-aurora`. *Errors*: usage, with the nearest id; io for one that cannot
/// be read.
Result<const model::AnyRecord*> find_account(const store::Dataset& data, std::string_view id);

/// Opens the folder and puts out a report of one account, with all of its clocks or none. *Errors*: as of
/// open_session and find_account.
Status put_account_report(Context& context, std::string_view account, ClocksWanted wanted,
                          report::Blocks (*write)(const report::ReportInput&, const model::AnyRecord&));

}  // namespace csx::cli
