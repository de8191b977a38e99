package analysis

// The public methods of the classes behind the names execution and task, of the
// oldest and of the newest engine, as their Java classes list them: the name
// and, behind a slash, the numbers of parameters, a digit each.

// executionMethods are those of an execution.
const executionMethods = " " +
	"activityInstanceDone/0 activityInstanceEndListenerFailure/0 activityInstanceStarted/0 " +
	"activityInstanceStarting/0 addEventSubscription/1 addExecutionObserver/1 addExternalTask/1 addIncident/1 " +
	"addJob/1 addTask/1 addVariableInternal/1 addVariableListener/1 clearDelayedEvents/0 clearScope/4 " +
	"collectVariables/4 continueIfExecutionDoesNotAffectNextOperation/3 createActivityExecutionMapping/01 " +
	"createConcurrentExecution/0 createExecution/01 createIncident/23 createSubCaseInstance/12 " +
	"createSubProcessInstance/123 delayEvent/12 deleteCascade/135 destroy/01 " +
	"dispatchDelayedEventsAndPerformOperation/1 dispatchEvent/1 disposeExecutionStartContext/0 " +
	"disposeProcessInstanceStartContext/0 disposeScopeInstantiationContext/0 end/1 endCompensation/0 " +
	"enterActivityInstance/0 equals/1 executeActivities/7 executeActivitiesConcurrent/7 executeActivity/1 " +
	"executeEventHandlerActivity/1 executeIoMapping/0 findActiveActivityIds/0 findExecution/1 " +
	"findExecutionForFlowScope/1 findExecutionForScope/2 findExecutions/1 findInactiveChildExecutions/1 " +
	"findInactiveConcurrentExecutions/1 findIncidentHandler/1 fireHistoricActivityInstanceUpdate/0 " +
	"fireHistoricProcessStartEvent/0 forceUpdate/0 getActivity/0 getActivityId/0 getActivityInstanceId/0 " +
	"getActivityInstanceState/0 getBpmnModelElementInstance/0 getBpmnModelInstance/0 getBusinessKey/0 " +
	"getBusinessKeyWithoutCascade/0 getCachedElContext/0 getCachedEntityState/0 getCachedEntityStateRaw/0 " +
	"getCaseInstanceId/0 getClass/0 getCompensateEventSubscriptions/01 getCurrentActivityId/0 " +
	"getCurrentActivityName/0 getCurrentTransitionId/0 getDelayedEvents/0 getDeleteReason/0 getDependentEntities/0 " +
	"getEventName/0 getEventScopeExecutions/0 getEventSource/0 getEventSubscriptions/0 " +
	"getEventSubscriptionsInternal/0 getExecutionStartContext/0 getExecutions/0 getExecutionsAsCopy/0 " +
	"getExternalTasks/0 getId/0 getIncidentByCauseIncidentId/1 getIncidents/0 getJobs/0 getListenerIndex/0 " +
	"getNextActivity/0 getNonEventScopeExecutions/0 getParent/0 getParentActivityInstanceId/0 getParentId/0 " +
	"getParentScopeExecution/1 getParentVariableScope/0 getPayloadForTriggeredScope/0 getPersistentState/0 " +
	"getProcessBusinessKey/0 getProcessDefinition/0 getProcessDefinitionId/0 getProcessDefinitionKey/0 " +
	"getProcessDefinitionTenantId/0 getProcessEngine/0 getProcessEngineServices/0 getProcessInstance/0 " +
	"getProcessInstanceId/0 getProcessInstanceStartContext/0 getReferencedEntitiesIdAndClass/0 " +
	"getReferencedEntityIds/0 getReplacedBy/0 getRestartedProcessInstanceId/0 getRevision/0 getRevisionNext/0 " +
	"getRootProcessInstanceId/0 getRootProcessInstanceIdRaw/0 getScopeInstantiationContext/0 getSequenceCounter/0 " +
	"getSubCaseInstance/0 getSubProcessInstance/0 getSuperCaseExecution/0 getSuperCaseExecutionId/0 " +
	"getSuperExecution/0 getSuperExecutionId/0 getSuspensionState/0 getTasks/0 getTenantId/0 getTransition/0 " +
	"getTransitionsToTake/0 getVariable/12 getVariableInstance/1 getVariableInstanceLocal/1 " +
	"getVariableInstancesLocal/01 getVariableLocal/12 getVariableLocalTyped/12 getVariableNames/0 " +
	"getVariableNamesLocal/0 getVariablePersistenceListener/0 getVariableScopeKey/0 getVariableTyped/12 " +
	"getVariables/0 getVariablesInternal/0 getVariablesLocal/0 getVariablesLocalTyped/01 getVariablesTyped/01 " +
	"handleConditionalEventOnVariableChange/1 hasChildren/0 hasFailedOnEndListeners/0 " +
	"hasProcessInstanceStartContext/0 hasReplacedParent/0 hasVariable/1 hasVariableLocal/1 hasVariables/0 " +
	"hasVariablesLocal/0 hashCode/0 inactivate/0 incrementSequenceCounter/0 initialize/0 " +
	"initializeTimerDeclarations/0 initializeVariableStore/1 insert/0 instantiateScopes/3 interrupt/14 " +
	"invokeListener/1 isActive/01 isAsyncAfterScopeWithoutTransition/0 isCanceled/0 isCompleteScope/0 " +
	"isConcurrent/0 isDeleteRoot/0 isEnded/0 isEventScope/0 isExecutingScopeLeafActivity/0 isExternallyTerminated/0 " +
	"isIgnoreAsync/0 isInState/1 isPreserveScope/0 isProcessInstanceExecution/0 isProcessInstanceStarting/0 " +
	"isRemoved/0 isReplacedByParent/0 isScope/0 isSkipCustomListeners/0 isSkipIoMappings/0 isSkipSubprocesses/0 " +
	"isStarting/0 isSuspended/0 leaveActivityInstance/0 leaveActivityViaTransition/1 leaveActivityViaTransitions/2 " +
	"notify/0 notifyAll/0 onConcurrentExpand/1 performOperation/1 performOperationSync/1 propagateEnd/0 " +
	"provideVariables/01 remove/0 removeAllTasks/0 removeEventSubscription/1 removeEventSubscriptions/0 " +
	"removeExecutionObserver/1 removeExternalTask/1 removeIncident/1 removeJob/1 removeTask/1 removeVariable/1 " +
	"removeVariableInternal/1 removeVariableListener/1 removeVariableLocal/1 removeVariables/01 " +
	"removeVariablesLocal/01 removeVariablesLocalInternal/0 replace/1 resolveIncident/1 resolveReplacedBy/0 " +
	"restoreProcessInstance/7 scheduleAtomicOperationAsync/1 setActive/1 setActivity/1 setActivityId/1 " +
	"setActivityInstanceId/1 setBusinessKey/1 setCachedElContext/1 setCachedEntityState/1 setCanceled/1 " +
	"setCaseInstanceId/1 setCompleteScope/1 setConcurrent/1 setDeleteReason/1 setDeleteRoot/1 setEnded/1 " +
	"setEventName/1 setEventScope/1 setEventSource/1 setExecutions/1 setExternallyTerminated/1 setId/1 " +
	"setIgnoreAsync/1 setListenerIndex/1 setNextActivity/1 setParent/1 setParentExecution/1 setParentId/1 " +
	"setPayloadForTriggeredScope/1 setPreserveScope/1 setProcessBusinessKey/1 setProcessDefinition/1 " +
	"setProcessDefinitionId/1 setProcessDefinitionKey/1 setProcessInstance/1 setProcessInstanceId/1 " +
	"setProcessInstanceStarting/1 setRestartedProcessInstanceId/1 setRevision/1 setRootProcessInstanceId/1 " +
	"setScope/1 setSequenceCounter/1 setSkipCustomListeners/1 setSkipIoMappings/1 setSkipSubprocesseses/1 " +
	"setStartContext/1 setStarting/1 setSubCaseInstance/1 setSubProcessInstance/1 setSuperCaseExecution/1 " +
	"setSuperCaseExecutionId/1 setSuperExecution/1 setSuperExecutionId/1 setSuspensionState/1 setTenantId/1 " +
	"setTransition/1 setTransitionsToTake/1 setVariable/23 setVariableLocal/234 setVariableLocalTransient/23 " +
	"setVariables/12 setVariablesLocal/12 signal/2 start/012 startWithFormProperties/1 startWithoutExecuting/1 " +
	"take/0 toString/0 tryPruneLastConcurrentChild/0 wait/012 "

// taskMethods are those of a task.
const taskMethods = " " +
	"addCandidateGroup/1 addCandidateGroups/1 addCandidateUser/1 addCandidateUsers/1 addCustomLifecycleListener/1 " +
	"addGroupIdentityLink/2 addIdentityLink/3 addIdentityLinkChanges/3 addUserIdentityLink/2 bpmnError/3 " +
	"caseExecutionCompleted/0 collectVariables/4 complete/0 delegate/1 delete/23 deleteCandidateGroup/1 " +
	"deleteCandidateUser/1 deleteGroupIdentityLink/2 deleteIdentityLink/3 deleteIdentityLinks/0 " +
	"deleteUserIdentityLink/2 dispatchEvent/1 ensureParentTaskActive/0 equals/1 escalation/2 executeMetrics/12 " +
	"fireAuthorizationProvider/0 fireEvent/1 fireHistoricIdentityLinks/0 fireIdentityLinkHistoryEvents/4 " +
	"getActivityInstanceVariables/0 getAssignee/0 getBpmnModelElementInstance/0 getBpmnModelInstance/0 " +
	"getCachedElContext/0 getCamundaFormRef/0 getCandidates/0 getCaseDefinition/0 getCaseDefinitionId/0 " +
	"getCaseExecution/0 getCaseExecutionId/0 getCaseInstanceId/0 getClass/0 getCreateTime/0 getDelegationState/0 " +
	"getDelegationStateString/0 getDeleteReason/0 getDependentEntities/0 getDescription/0 getDueDate/0 " +
	"getEventName/0 getExecution/0 getExecutionId/0 getFollowUpDate/0 getFormKey/0 getId/0 getIdentityLinks/0 " +
	"getLastUpdated/0 getName/0 getOwner/0 getParentTask/0 getParentTaskId/0 getParentVariableScope/0 " +
	"getPersistentState/0 getPriority/0 getProcessDefinition/0 getProcessDefinitionId/0 getProcessEngine/0 " +
	"getProcessEngineServices/0 getProcessInstance/0 getProcessInstanceId/0 getPropertyChanges/0 " +
	"getReferencedEntitiesIdAndClass/0 getReferencedEntityIds/0 getRevision/0 getRevisionNext/0 " +
	"getSuspensionState/0 getTaskDefinition/0 getTaskDefinitionKey/0 getTaskState/0 getTenantId/0 getVariable/12 " +
	"getVariableInstance/1 getVariableInstanceLocal/1 getVariableInstancesLocal/01 getVariableLocal/12 " +
	"getVariableLocalTyped/12 getVariableNames/0 getVariableNamesLocal/0 getVariableScopeKey/0 getVariableTyped/12 " +
	"getVariables/0 getVariablesInternal/0 getVariablesLocal/0 getVariablesLocalTyped/01 getVariablesTyped/01 " +
	"hasAttachment/0 hasComment/0 hasVariable/1 hasVariableLocal/1 hasVariables/0 hasVariablesLocal/0 hashCode/0 " +
	"initializeAttachmentAndComments/0 initializeFormKey/0 initializeVariableStore/1 insert/0 isDeleted/0 " +
	"isStandaloneTask/0 isSuspended/0 logUserOperation/1 newIdentityLink/3 notify/0 notifyAll/0 " +
	"onCommandContextClose/1 onCommandFailed/2 propagateParentTaskTenantId/0 provideVariables/01 " +
	"removeCustomLifecycleListener/1 removeVariable/1 removeVariableLocal/1 removeVariables/01 " +
	"removeVariablesLocal/01 resolve/0 setAssignee/1 setAssigneeWithoutCascade/1 setCachedElContext/1 " +
	"setCaseDefinitionId/1 setCaseExecution/1 setCaseExecutionId/1 setCaseInstanceId/1 " +
	"setCaseInstanceIdWithoutCascade/1 setCreateTime/1 setDelegationState/1 setDelegationStateString/1 " +
	"setDelegationStateWithoutCascade/1 setDeleted/1 setDescription/1 setDescriptionWithoutCascade/1 setDueDate/1 " +
	"setDueDateWithoutCascade/1 setEventName/1 setExecution/1 setExecutionId/1 setExecutionVariables/1 " +
	"setFollowUpDate/1 setFollowUpDateWithoutCascade/1 setId/1 setLastUpdated/1 setName/1 setNameWithoutCascade/1 " +
	"setOwner/1 setOwnerWithoutCascade/1 setParentTaskId/1 setParentTaskIdWithoutCascade/1 setPriority/1 " +
	"setPriorityWithoutCascade/1 setProcessDefinitionId/1 setProcessInstance/1 setProcessInstanceId/1 setRevision/1 " +
	"setSuspensionState/1 setTaskDefinition/1 setTaskDefinitionKey/1 setTaskDefinitionKeyWithoutCascade/1 " +
	"setTaskState/1 setTenantId/1 setVariable/23 setVariableLocal/234 setVariableLocalTransient/23 setVariables/12 " +
	"setVariablesLocal/12 toString/0 transitionTo/1 triggerTimeoutEvent/1 triggerUpdateEvent/0 update/0 wait/012 "
