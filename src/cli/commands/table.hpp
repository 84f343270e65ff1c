#pragma once

#include "../command.hpp"

/// The rows of the command table, one for each file of this folder.
namespace csx::cli {

extern const Command k_add;
extern const Command k_agreement_approve;
extern const Command k_agreement_diff;
extern const Command k_agreement_release;
extern const Command k_agreement_render;
extern const Command k_agreement_show;
extern const Command k_alerts;
extern const Command k_audit_list;
extern const Command k_audit_run;
extern const Command k_audit_show;
extern const Command k_audit_verify;
extern const Command k_bottlenecks;
extern const Command k_check;
extern const Command k_clock_add;
extern const Command k_clock_between;
extern const Command k_clock_exclude;
extern const Command k_clock_explain;
extern const Command k_clock_list;
extern const Command k_clock_open;
extern const Command k_completion;
extern const Command k_difficult;
extern const Command k_doctor;
extern const Command k_explain;
extern const Command k_fit;
extern const Command k_handoff_accept;
extern const Command k_handoff_activate;
extern const Command k_handoff_cancel;
extern const Command k_handoff_checklist;
extern const Command k_handoff_complete;
extern const Command k_handoff_hold;
extern const Command k_handoff_introduce;
extern const Command k_handoff_kickoff;
extern const Command k_handoff_open;
extern const Command k_handoff_render;
extern const Command k_handoff_resume;
extern const Command k_handoff_return;
extern const Command k_handoff_submit;
extern const Command k_health;
extern const Command k_help;
extern const Command k_history;
extern const Command k_import;
extern const Command k_import_calendar;
extern const Command k_init;
extern const Command k_list;
extern const Command k_log;
extern const Command k_manual;
extern const Command k_metrics;
extern const Command k_new;
extern const Command k_opinion_add;
extern const Command k_opinion_answer;
extern const Command k_opinion_list;
extern const Command k_portfolio;
extern const Command k_portfolio_simulate;
extern const Command k_reference;
extern const Command k_rename;
extern const Command k_report_account;
extern const Command k_report_before_after;
extern const Command k_report_benchmark;
extern const Command k_report_bulletin;
extern const Command k_report_coverage;
extern const Command k_report_expectations;
extern const Command k_report_funnel;
extern const Command k_report_raio_x;
extern const Command k_report_review;
extern const Command k_report_success_profile;
extern const Command k_report_support_cs;
extern const Command k_schema_check;
extern const Command k_schema_write;
extern const Command k_scorecard;
extern const Command k_set;
extern const Command k_show;
extern const Command k_status;
extern const Command k_tiers;
extern const Command k_trace;
extern const Command k_undo;
extern const Command k_unset;

}  // namespace csx::cli
