rule pickle_reduce_os_system
{
    meta:
        author = "desk"
        atlas = "AML.T0011.000"
        mitre_atlas = "T0010.003"
        mitre_attack = "T1204.002"
        technique_name = "User Execution: Unsafe AI Artifacts"
    strings:
        $a = "cposix\nsystem"
    condition:
        $a
}
