package dev.bailey.engine.event;

/// The kinds of events, under dbt's names and codes.
public enum EventType {
  MAIN_REPORT_VERSION("A001", "MainReportVersion", Level.INFO),
  MAIN_REPORT_ARGS("A002", "MainReportArgs", Level.DEBUG),
  MAIN_ENCOUNTERED_ERROR("Z002", "MainEncounteredError", Level.ERROR),
  MAIN_KEYBOARD_INTERRUPT("Z001", "MainKeyboardInterrupt", Level.INFO),
  ADAPTER_REGISTERED("E034", "AdapterRegistered", Level.INFO),
  FOUND_STATS("W006", "FoundStats", Level.INFO),
  PARSE_PERF_INFO_PATH("I010", "ParsePerfInfoPath", Level.INFO),
  SEED_INCREASED("I052", "SeedIncreased", Level.WARN),
  SEED_EXCEEDS_LIMIT_SAME_PATH("I053", "SeedExceedsLimitSamePath", Level.WARN),
  SEED_EXCEEDS_LIMIT_AND_PATH_CHANGED("I054", "SeedExceedsLimitAndPathChanged", Level.WARN),
  UNUSED_RESOURCE_CONFIG_PATH("I051", "UnusedResourceConfigPath", Level.WARN),
  WRONG_RESOURCE_SCHEMA_FILE("I057", "WrongResourceSchemaFile", Level.WARN),
  NO_NODE_FOR_YAML_KEY("I058", "NoNodeForYamlKey", Level.WARN),
  MACRO_NOT_FOUND_FOR_PATCH("I059", "MacroNotFoundForPatch", Level.WARN),
  NODE_NOT_FOUND_OR_DISABLED("I060", "NodeNotFoundOrDisabled", Level.WARN),
  VALIDATION_WARNING("I009", "ValidationWarning", Level.WARN),
  INVALID_DISABLED_TARGET_IN_TEST_NODE("I050", "InvalidDisabledTargetInTestNode", Level.WARN),
  UNUSED_TABLES("I056", "UnusedTables", Level.WARN),
  DEPRECATED_MODEL("I065", "DeprecatedModel", Level.WARN),
  UPCOMING_REFERENCE_DEPRECATION("I066", "UpcomingReferenceDeprecation", Level.WARN),
  DEPRECATED_REFERENCE("I067", "DeprecatedReference", Level.WARN),
  UNSUPPORTED_CONSTRAINT_MATERIALIZATION(
      "I068", "UnsupportedConstraintMaterialization", Level.WARN),
  SEMANTIC_VALIDATION_FAILURE("I070", "SemanticValidationFailure", Level.WARN),
  FRESHNESS_CONFIG_PROBLEM("I073", "FreshnessConfigProblem", Level.WARN),
  UNVERSIONED_BREAKING_CHANGE("I071", "UnversionedBreakingChange", Level.WARN),
  MICROBATCH_MODEL_NO_EVENT_TIME_INPUTS("I074", "MicrobatchModelNoEventTimeInputs", Level.WARN),
  INVALID_CONCURRENT_BATCHES_CONFIG("I075", "InvalidConcurrentBatchesConfig", Level.WARN),
  INVALID_MACRO_ANNOTATION("I076", "InvalidMacroAnnotation", Level.WARN),
  PACKAGE_NODE_DEPENDS_ON_ROOT_PROJECT_NODE(
      "I077", "PackageNodeDependsOnRootProjectNode", Level.WARN),
  STATE_TARGET_EQUAL("I072", "WarnStateTargetEqual", Level.WARN),
  UNABLE_TO_PARTIAL_PARSE("I014", "UnableToPartialParse", Level.INFO),
  ARTIFACT_WRITTEN("P001", "ArtifactWritten", Level.DEBUG),
  LOG_DEBUG_STACK_TRACE("Z011", "LogDebugStackTrace", Level.DEBUG),
  FORMATTING("Z017", "Formatting", Level.INFO),
  NOTE("Z050", "Note", Level.INFO),
  CONCURRENCY_LINE("Q027", "ConcurrencyLine", Level.INFO),
  DEPS_NO_PACKAGES_FOUND("M013", "DepsNoPackagesFound", Level.INFO),
  DEPS_START_PACKAGE_INSTALL("M014", "DepsStartPackageInstall", Level.INFO),
  DEPS_INSTALL_INFO("M015", "DepsInstallInfo", Level.INFO),
  DEPS_UPDATE_AVAILABLE("M016", "DepsUpdateAvailable", Level.INFO),
  DEPS_UP_TO_DATE("M017", "DepsUpToDate", Level.INFO),
  DEPS_LIST_SUBDIRECTORY("M018", "DepsListSubdirectory", Level.INFO),
  DEPS_NOTIFY_UPDATES_AVAILABLE("M019", "DepsNotifyUpdatesAvailable", Level.INFO),
  DEPS_UNPINNED("M029", "DepsUnpinned", Level.WARN),
  DEPS_LOCK_UPDATING("M031", "DepsLockUpdating", Level.INFO),
  DEPS_ADD_PACKAGE("M032", "DepsAddPackage", Level.INFO),
  DEPS_FOUND_DUPLICATE_PACKAGE("M033", "DepsFoundDuplicatePackage", Level.INFO),
  PACKAGE_REDIRECT_DEPRECATION("D001", "PackageRedirectDeprecation", Level.WARN),
  CONFIG_SOURCE_PATH_DEPRECATION("D003", "ConfigSourcePathDeprecation", Level.WARN),
  CONFIG_DATA_PATH_DEPRECATION("D004", "ConfigDataPathDeprecation", Level.WARN),
  EXPOSURE_NAME_DEPRECATION("D007", "ExposureNameDeprecation", Level.WARN),
  CONFIG_LOG_PATH_DEPRECATION("D010", "ConfigLogPathDeprecation", Level.WARN),
  CONFIG_TARGET_PATH_DEPRECATION("D011", "ConfigTargetPathDeprecation", Level.WARN),
  SPACES_IN_RESOURCE_NAME_DEPRECATION("D014", "SpacesInResourceNameDeprecation", Level.WARN),
  RESOURCE_NAMES_WITH_SPACES_DEPRECATION("D015", "ResourceNamesWithSpacesDeprecation", Level.WARN),
  UNEXPECTED_JINJA_BLOCK_DEPRECATION("D023", "UnexpectedJinjaBlockDeprecation", Level.WARN),
  DUPLICATE_YAML_KEYS_DEPRECATION("D024", "DuplicateYAMLKeysDeprecation", Level.WARN),
  DEPRECATIONS_SUMMARY("D028", "DeprecationsSummary", Level.WARN),
  CUSTOM_OUTPUT_PATH_DEPRECATION(
      "D029", "CustomOutputPathInSourceFreshnessDeprecation", Level.WARN),
  PROPERTY_MOVED_TO_CONFIG_DEPRECATION("D030", "PropertyMovedToConfigDeprecation", Level.WARN),
  WARN_ERROR_OPTIONS_DEPRECATION("D031", "WEOIncludeExcludeDeprecation", Level.WARN),
  ARGUMENTS_PROPERTY_DEPRECATION("D038", "ArgumentsPropertyInGenericTestDeprecation", Level.WARN),
  MISSING_ARGUMENTS_PROPERTY_DEPRECATION(
      "D039", "MissingArgumentsPropertyInGenericTestDeprecation", Level.WARN),
  DUPLICATE_NAME_DEPRECATION("D040", "DuplicateNameDistinctNodeTypesDeprecation", Level.WARN),
  TIME_DIMENSIONS_REQUIRE_GRANULARITY_DEPRECATION(
      "D041", "TimeDimensionsRequireGranularityDeprecation", Level.WARN),
  GENERATE_SCHEMA_NAME_NULL_VALUE_DEPRECATION(
      "D044", "GenerateSchemaNameNullValueDeprecation", Level.WARN),
  NO_NODES_FOR_SELECTION_CRITERIA("M030", "NoNodesForSelectionCriteria", Level.WARN),
  NOTHING_TO_DO("Q035", "NothingToDo", Level.WARN),
  LOG_HOOK_START_LINE("Q032", "LogHookStartLine", Level.INFO),
  LOG_HOOK_END_LINE("Q033", "LogHookEndLine", Level.INFO),
  LOG_START_LINE("Q011", "LogStartLine", Level.INFO),
  LOG_MODEL_RESULT("Q012", "LogModelResult", Level.INFO),
  LOG_START_BATCH("Q045", "LogStartBatch", Level.INFO),
  LOG_BATCH_RESULT("Q046", "LogBatchResult", Level.INFO),
  LOG_TEST_RESULT("Q007", "LogTestResult", Level.INFO),
  LOG_SNAPSHOT_RESULT("Q015", "LogSnapshotResult", Level.INFO),
  LOG_FUNCTION_RESULT("Q047", "LogFunctionResult", Level.INFO),
  LOG_SEED_RESULT("Q016", "LogSeedResult", Level.INFO),
  LOG_FRESHNESS_RESULT("Q018", "LogFreshnessResult", Level.INFO),
  LOG_NODE_NO_OP_RESULT("Q019", "LogNodeNoOpResult", Level.INFO),
  SKIPPING_DETAILS("Q034", "SkippingDetails", Level.INFO),
  LOG_CANCEL_LINE("Q022", "LogCancelLine", Level.ERROR),
  NODE_START("Q024", "NodeStart", Level.DEBUG),
  NODE_FINISHED("Q025", "NodeFinished", Level.DEBUG),
  NODE_COMPILING("Q030", "NodeCompiling", Level.DEBUG),
  NODE_EXECUTING("Q031", "NodeExecuting", Level.DEBUG),
  WRITING_INJECTED_SQL("Q029", "WritingInjectedSQLForNode", Level.DEBUG),
  MARK_SKIPPED_CHILDREN("Z033", "MarkSkippedChildren", Level.DEBUG),
  GENERIC_EXCEPTION_ON_RUN("W004", "GenericExceptionOnRun", Level.ERROR),
  CATCHABLE_EXCEPTION_ON_RUN("W002", "CatchableExceptionOnRun", Level.DEBUG),
  FINISHED_RUNNING_STATS("E047", "FinishedRunningStats", Level.INFO),
  END_OF_RUN_SUMMARY("Z030", "EndOfRunSummary", Level.INFO),
  RUN_RESULT_WARNING("Z021", "RunResultWarning", Level.WARN),
  RUN_RESULT_WARNING_MESSAGE("Z046", "RunResultWarningMessage", Level.WARN),
  RUN_RESULT_FAILURE("Z022", "RunResultFailure", Level.ERROR),
  RUN_RESULT_ERROR("Z024", "RunResultError", Level.ERROR),
  SQL_COMPILED_PATH("Z026", "SQLCompiledPath", Level.INFO),
  STATS_LINE("Z023", "StatsLine", Level.INFO),
  FRESHNESS_CHECK_COMPLETE("Q003", "FreshnessCheckComplete", Level.INFO),
  BUILDING_CATALOG("E044", "BuildingCatalog", Level.INFO),
  CATALOG_WRITTEN("E042", "CatalogWritten", Level.INFO),
  SHOW_NODE("Q041", "ShowNode", Level.INFO),
  COMPILED_NODE("Q042", "CompiledNode", Level.INFO),
  LIST_CMD_OUT("Z052", "ListCmdOut", Level.INFO),
  COMMAND_COMPLETED("Q039", "CommandCompleted", Level.DEBUG),
  NEW_CONNECTION("E005", "NewConnection", Level.DEBUG),
  CONNECTION_USED("E015", "ConnectionUsed", Level.DEBUG),
  SQL_QUERY("E016", "SQLQuery", Level.DEBUG),
  SQL_QUERY_STATUS("E017", "SQLQueryStatus", Level.DEBUG),
  ADAPTER_EVENT_DEBUG("E001", "AdapterEventDebug", Level.DEBUG),
  JINJA_LOG_INFO("I062", "JinjaLogInfo", Level.INFO),
  JINJA_LOG_DEBUG("I063", "JinjaLogDebug", Level.DEBUG),
  JINJA_LOG_WARNING("I061", "JinjaLogWarning", Level.WARN),
  PRINT_EVENT("Z054", "PrintEvent", Level.INFO),
  PARSE_WARNING("I000", "ParseWarning", Level.WARN);

  private final String code;
  private final String word;
  private final Level level;

  EventType(String code, String word, Level level) {
    this.code = code;
    this.word = word;
    this.level = level;
  }

  /// Whether it is what the user asked the command for: shown as it is, even with `--quiet`.
  public boolean isOutput() {
    return switch (this) {
      case LIST_CMD_OUT, PRINT_EVENT, SHOW_NODE, COMPILED_NODE -> true;
      default -> false;
    };
  }

  /// Whether it warns of the project or the command, so that it can be made an error. What is said
  /// of a result that warns follows from that result, and what of a disabled source from its
  /// config.
  public boolean isWarning() {
    return switch (this) {
      case RUN_RESULT_WARNING, RUN_RESULT_WARNING_MESSAGE, INVALID_DISABLED_TARGET_IN_TEST_NODE ->
          false;
      default -> level == Level.WARN;
    };
  }

  /// Whether it tells of something that a later dbt will not do any more.
  public boolean isDeprecation() {
    return code.startsWith("D");
  }

  /// dbt's code, by which tools filter.
  public String code() {
    return code;
  }

  /// dbt's name.
  public String word() {
    return word;
  }

  /// How much events of this kind matter when nothing else is said.
  public Level level() {
    return level;
  }
}
