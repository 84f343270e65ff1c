#include "command.hpp"
#include "commands/table.hpp"

#include <algorithm>
#include <array>

namespace csx::cli {

std::span<const Command> commands() {
  static const std::array k_commands{k_init,
                                     k_check,
                                     k_explain,
                                     k_doctor,
                                     k_list,
                                     k_show,
                                     k_history,
                                     k_undo,
                                     k_clock_list,
                                     k_clock_explain,
                                     k_clock_add,
                                     k_clock_between,
                                     k_clock_open,
                                     k_clock_exclude,
                                     k_metrics,
                                     k_scorecard,
                                     k_bottlenecks,
                                     k_status,
                                     k_alerts,
                                     k_fit,
                                     k_health,
                                     k_difficult,
                                     k_tiers,
                                     k_trace,
                                     k_portfolio,
                                     k_portfolio_simulate,
                                     k_new,
                                     k_set,
                                     k_unset,
                                     k_add,
                                     k_rename,
                                     k_log,
                                     k_handoff_open,
                                     k_handoff_submit,
                                     k_handoff_return,
                                     k_handoff_accept,
                                     k_handoff_introduce,
                                     k_handoff_kickoff,
                                     k_handoff_activate,
                                     k_handoff_complete,
                                     k_handoff_hold,
                                     k_handoff_resume,
                                     k_handoff_cancel,
                                     k_handoff_checklist,
                                     k_handoff_render,
                                     k_agreement_show,
                                     k_agreement_render,
                                     k_agreement_diff,
                                     k_agreement_approve,
                                     k_agreement_release,
                                     k_opinion_add,
                                     k_opinion_list,
                                     k_opinion_answer,
                                     k_audit_run,
                                     k_audit_verify,
                                     k_audit_list,
                                     k_audit_show,
                                     k_report_account,
                                     k_report_raio_x,
                                     k_report_bulletin,
                                     k_report_coverage,
                                     k_report_review,
                                     k_report_success_profile,
                                     k_report_funnel,
                                     k_report_before_after,
                                     k_report_benchmark,
                                     k_report_support_cs,
                                     k_report_expectations,
                                     k_import,
                                     k_import_calendar,
                                     k_schema_write,
                                     k_schema_check,
                                     k_completion,
                                     k_help,
                                     k_manual,
                                     k_reference};
  return k_commands;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

std::string_view title_of(Group group) {
  switch (group) {
    case Group::judge:
      return "Check and understand";
    case Group::look:
      return "Look at records";
    case Group::change:
      return "Change records";
    case Group::set_up:
      return "Begin and connect";
    case Group::hidden:
      break;
  }
  return "Internal";
}

}  // namespace csx::cli
