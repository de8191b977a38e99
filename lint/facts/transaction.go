package facts

// transactionSections are the sections about the transactions of processes.
var transactionSections = []*section{}
