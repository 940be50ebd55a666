Feature: a guarded program
  Scenario: it is asked
    Given a step
