// What an application that is built with Relay says: never run, only read by its compiler.
graphql`
  query AppQuery {
    ledger { treeSize }
    ...App_cases
  }
`;
graphql`
  fragment App_cases on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }, stage: { type: "CaseStage" })
  @refetchable(queryName: "AppPageQuery") {
    cases(first: $count, after: $cursor, filter: { stage: $stage }) @connection(key: "App_cases") {
      edges { node { caseId ...App_case } }
    }
  }
`;
graphql`
  fragment App_case on Case @refetchable(queryName: "AppCaseQuery") {
    stage
    timeline(first: 2) { position type }
  }
`;
graphql`
  subscription AppSubscription($after: Long) {
    entries(after: $after) { nodes { position } resumeAfter }
  }
`;
