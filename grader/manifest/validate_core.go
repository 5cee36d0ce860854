package manifest

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// validatePod checks what a pod needs to take part in a network: containers with names,
// and sound ports. A real server checks a great deal more.
func validatePod(spec *corev1.PodSpec, path *field.Path) (errs field.ErrorList) {
	if len(spec.Containers) == 0 {
		errs = append(errs, field.Required(path.Child("containers"), ""))
	}
	names := sets.New[string]()
	for i := range spec.Containers {
		c, at := &spec.Containers[i], path.Child("containers").Index(i)
		errs = append(errs, containerName(c.Name, names, at.Child("name"))...)
		if c.Image == "" {
			errs = append(errs, field.Required(at.Child("image"), ""))
		}
		errs = append(errs, containerPorts(c.Ports, at.Child("ports"))...)
	}
	return errs
}

func containerName(name string, taken sets.Set[string], path *field.Path) field.ErrorList {
	switch {
	case name == "":
		return field.ErrorList{field.Required(path, "")}
	case taken.Has(name):
		return field.ErrorList{field.Duplicate(path, name)}
	}
	taken.Insert(name)
	return invalid(path, name, validation.IsDNS1123Label(name))
}

func containerPorts(ports []corev1.ContainerPort, path *field.Path) (errs field.ErrorList) {
	names := sets.New[string]()
	for i, p := range ports {
		at := path.Index(i)
		if p.Name != "" {
			complaints := invalid(at.Child("name"), p.Name, validation.IsValidPortName(p.Name))
			if len(complaints) == 0 && names.Has(p.Name) {
				complaints = field.ErrorList{field.Duplicate(at.Child("name"), p.Name)}
			}
			errs = append(errs, complaints...)
			names.Insert(p.Name)
		}
		if p.ContainerPort == 0 {
			errs = append(errs, field.Required(at.Child("containerPort"), ""))
		} else {
			errs = append(errs, invalid(at.Child("containerPort"), p.ContainerPort, validation.IsValidPortNum(int(p.ContainerPort)))...)
		}
		errs = append(errs, knownProtocol(p.Protocol, at.Child("protocol"))...)
	}
	return errs
}

// validateService checks the ports of a Service.
func validateService(spec *corev1.ServiceSpec, path *field.Path) (errs field.ErrorList) {
	headless := spec.ClusterIP == corev1.ClusterIPNone || spec.Type == corev1.ServiceTypeExternalName
	if len(spec.Ports) == 0 && !headless {
		errs = append(errs, field.Required(path.Child("ports"), ""))
	}
	for i, p := range spec.Ports {
		at := path.Child("ports").Index(i)
		if p.Name == "" && len(spec.Ports) > 1 {
			errs = append(errs, field.Required(at.Child("name"), ""))
		}
		errs = append(errs, invalid(at.Child("port"), p.Port, validation.IsValidPortNum(int(p.Port)))...)
		errs = append(errs, knownProtocol(p.Protocol, at.Child("protocol"))...)
		errs = append(errs, targetPort(p.TargetPort, at.Child("targetPort"))...)
	}
	return append(errs, validateLabels(spec.Selector, path.Child("selector"))...)
}

func targetPort(p intstr.IntOrString, path *field.Path) field.ErrorList {
	if p.Type == intstr.String {
		return invalid(path, p.StrVal, validation.IsValidPortName(p.StrVal))
	}
	return invalid(path, p.IntVal, validation.IsValidPortNum(int(p.IntVal)))
}

// knownProtocol is protocol, but that pods and Services list those there are in another
// order.
func knownProtocol(p corev1.Protocol, path *field.Path) field.ErrorList {
	errs := protocol(p, path)
	if len(errs) > 0 {
		return field.ErrorList{field.NotSupported(path, p, []corev1.Protocol{corev1.ProtocolSCTP, corev1.ProtocolTCP, corev1.ProtocolUDP})}
	}
	return nil
}
